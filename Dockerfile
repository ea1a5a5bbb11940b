# syntax=docker/dockerfile:1
# One image for every role; ROLE says which one a container plays. Settings come from the environment (.env.example).

FROM node:24.11.1-bookworm-slim AS build
WORKDIR /foyer
COPY package.json package-lock.json .npmrc ./
# The packages bring the Node that runs the product. What only developers need, and install scripts, stay outside.
RUN npm install --no-save --ignore-scripts --omit=dev --include=optional --loglevel=error
COPY . .
# Whatever a start would build: the database client, the pages, the back-office, the till, the compiled server. By the
# number of the user who will run it, whom Node keeps its compiled code for.
RUN chown -R 1000 /foyer
USER 1000
RUN npm run build && chmod -R a+rX .build

FROM debian:12.12-slim
RUN useradd --system --uid 1000 --create-home foyer && mkdir /data && chown foyer /data
COPY --from=build --chown=root:root /foyer /foyer
WORKDIR /foyer
USER foyer
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node_modules/.bin/node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which hands signals on late. A stop takes up to ten seconds: requests under way finish.
STOPSIGNAL SIGTERM
CMD ["node_modules/.bin/node", "server/embedded/run.mjs", "start"]
