"""The words of names of people, of what stands before them, and those that are in no name."""

import re

from app.curate.mentions.post_words import CORES
from app.curate.mentions.words import word_set

HOLDS = re.compile(r"\s(?:is|has\sbeen)\s(?:the\s)?(?:(?:current|new)\s)?")
"""What stands between somebody and the post of today: “X has been Ambassador of Peru since May”."""

PARTICLES = word_set("von der van den de del della da di dos du la le el al bin ibn ben ter zu af oglu uulu kyzy")

NO_NAMES = CORES | word_set("""
    the a an and of in on at for with to by from as his her their its this that is was will has had met republic kingdom
    meet visit host hold sign receive welcome discuss approve agree
    meets met visits visited hosts hosted holds held says said receives received arrives arrived signs signed welcomes
    welcomed discusses discussed calls called urges urged thanks thanked congratulates praises vows warns pays paid
    talks meeting session summit visit council commission committee group forum ministry department institute
    university union organization organisation agreement treaty memorandum declaration statement government parliament
    assembly senate congress bank company press service agency news center centre conference consultations dialogue
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday photo source credit north south east west central strategic joint economic high
    foreign prime deputy vice first minister affairs trade energy state states united european international national
    excellency honorable honourable mr mrs ms dr prof sir lady lord between after before during following while when
    ahead also both two earlier later meanwhile however yesterday today tomorrow since although then now according
    moreover if he she they it we you i our last next this these those there here but because speaking asked office
    headquarters highness majesty eminence armed forces army navy street avenue road square
    boulevard airport bridge stadium hotel palace tower assistant virtual
    """)
"""Words that are in no name of a person, or end it, as the verbs of headlines do."""

HONORIFICS = word_set("""
    h e he excellency excellencies highness majesty eminence mr mrs ms dr md mme mlle madame monsieur shri smt
    prof sr sra herr frau eng ing amb hon rt gen maj col lt brig cmdr adm capt sheikh shaikh sayyid
    sayyida prince princess honourable honorable pehin datuk dato seri sri tan tun haji hajji hajja engr arch barrister
    advocate comrade madam hh hm hrh
    """)

HONORIFIC = r"(?:H\.\s?E|HE|Mr|Mrs|Ms|Dr|Shri|Smt|Prof|Hon|Sheikh|(?:His|Her)\s(?:Excellency|Highness|Majesty))\.?"
"""A pattern for what often stands before a name."""

EXCELLENCIES = ("Excellency", "Excellencies", "Highness", "Majesty", "Royal", "Eminence", "Honour", "Worship")
"""What stands behind “His” in an honorific."""

RANKS = word_set("general lieutenant major colonel brigadier captain commander admiral marshal rear vice")
"""Military ranks, which stand before a name and are no part of it."""
