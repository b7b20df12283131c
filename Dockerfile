FROM python:3.13-slim

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore \
    PYTHONUNBUFFERED=1

WORKDIR /srv/communique

COPY requirements/run.txt requirements/
RUN pip install --require-hashes -r requirements/run.txt

COPY pyproject.toml README.md CHANGELOG.md LICENSE ./
COPY docs docs
COPY migrations migrations
COPY seed seed
COPY app app
RUN pip install --no-deps --no-build-isolation --editable . \
    && python -m compileall -q app migrations \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin communique

USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["communique", "serve", "--host", "0.0.0.0", "--port", "8000"]
