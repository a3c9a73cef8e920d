# Two stages: the first builds a virtual environment from hashed locks, the second holds only that and runs as nobody.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
RUN python -m venv /opt/quoth
COPY requirements.lock requirements-build.lock ./
RUN /opt/quoth/bin/python -m pip install --require-hashes -r requirements.lock
RUN python -m venv /opt/build && /opt/build/bin/python -m pip install --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY content content
COPY adapters adapters
COPY bot bot
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/quoth/bin/python -m pip install --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin quoth \
 && mkdir /data && chown quoth:quoth /data && chmod 700 /data
COPY --from=build /opt/quoth /opt/quoth
ENV PATH=/opt/quoth/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////data/quoth.db \
    HTTP_HOST=0.0.0.0 HTTP_PORT=8080
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "adapters.http.probe"]
ENTRYPOINT ["quoth"]
CMD ["run"]
