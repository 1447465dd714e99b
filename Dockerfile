# The tags are pinned to digests by `npm run pin:images`.

# Build: everything, the development tools included.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run build && npm prune --omit=dev && rm -rf dist/playground
RUN npm run --silent sbom >sbom.json

# Run: the built app and its production packages. The chart's font comes with them.
FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 OPERATOR_PORT=9464 OPERATOR_HOST=0.0.0.0 DATA_DIR=/data/store
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/.npmrc /app/sbom.json ./
COPY --from=build --chown=root:root /app/scripts scripts
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
