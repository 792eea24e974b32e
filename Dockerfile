# report-qa without torch, its models inside: nothing is fetched at run time.
#   docker build -t report-qa .
#   docker build -t report-qa --build-arg EXTRAS=postgresql,milvus .
ARG PYTHON=3.11

FROM python:${PYTHON}-bookworm AS build
ARG EXTRAS=""
WORKDIR /opt/report-qa
COPY . .
RUN make install-small
# The extras' own dependencies have no hashes here; those that the core has too keep its versions.
RUN if [ -n "$EXTRAS" ]; then .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[$EXTRAS]"; fi \
    && .venv/bin/python -m pip uninstall --quiet --yes pip

FROM python:${PYTHON}-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/report-qa --create-home report-qa
# The same place as in the first stage: a virtual environment holds its own path.
COPY --from=build /opt/report-qa /opt/report-qa
ENV PATH=/opt/report-qa/.venv/bin:$PATH \
    REPORT_QA_DATA_DIR=/var/lib/report-qa/data \
    REPORT_QA_LOG_FORMAT=json
USER 10001
WORKDIR /var/lib/report-qa
VOLUME /var/lib/report-qa
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Beyond this machine it does not start without a key: REPORT_QA_API_KEY, or the one that --key makes.
CMD ["report-qa", "serve", "--host", "0.0.0.0", "--port", "8000", "--key"]
