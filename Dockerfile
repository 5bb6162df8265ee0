# syntax=docker/dockerfile:1
# Raised by the rule in SECURITY.md. Not pinned by digest here: who builds an image for others gives the digest that they
# tested, --build-arg NODE=node:24.21.0-bookworm-slim@sha256:…
ARG NODE=node:24.21.0-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

# What runs, and nothing of what builds it: no compiler, no types.
FROM ${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY seed ./seed
COPY migrations ./migrations
COPY openapi ./openapi
RUN mkdir /data && chown node:node /data
# The only place that is written: an embedded database, or with SNAPSHOT_DIR the copy of what is published.
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# PUBLIC_URL is required here; with one that others can open, so are OPERATOR_NAME and OPERATOR_CONTACT.
# No npm in between: signals reach the process, which stops cleanly. Commands: `node dist/cli.js migrate`, `seed`, `--help`.
CMD ["node", "dist/main.js"]
