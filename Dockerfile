# syntax=docker/dockerfile:1
# One image for every process of the product; docker-compose.yml says which command each of them runs.

FROM node:24.19.0-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci
COPY web/ ./
RUN npm run build

FROM python:3.11-slim-bookworm AS python
COPY requirements.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install --no-install-recommends -y ffmpeg tesseract-ocr tesseract-ocr-eng bubblewrap \
    fonts-dejavu-core fonts-droid-fallback fonts-symbola \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home videoflow \
 && install -d -o videoflow -g videoflow /var/lib/videoflow /var/lib/videoflow/spool /var/lib/videoflow/scratch \
    /var/lib/videoflow/state
COPY --from=python /opt/venv /opt/venv
WORKDIR /srv/videoflow
COPY wsgi.py celeryconfig.py flowerconfig.py gunicorn.conf.py ./
COPY migrations/ migrations/
COPY app/ app/
COPY workers/ workers/
COPY reader/ reader/
COPY --from=web /src/web/dist web/dist
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WEB_BIND=0.0.0.0:8000 \
    SPOOL_DIR=/var/lib/videoflow/spool \
    SCRATCH_DIR=/var/lib/videoflow/scratch
USER videoflow
EXPOSE 8000
CMD ["gunicorn", "-c", "gunicorn.conf.py", "wsgi:application"]
