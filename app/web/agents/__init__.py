"""Agents: programs that ask on somebody's behalf, by the Model Context Protocol. Seven tools, over two transports."""
