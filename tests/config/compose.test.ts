import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { root } from '../../server/embedded/prepare.ts';

interface Service {
  image: string;
  build?: string;
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  volumes?: string[];
  depends_on?: string[] | Record<string, unknown>;
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services, volumes } = load(text) as Compose;
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** What an operator would put into `.env`. */
const told: Record<string, string> = {
  PUBLIC_URL: 'https://tickets.example.com',
  SECRET_KEY: 'forty characters of something at random..',
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  SMTP_URL: 'smtps://user:password@mail.example.com:465',
  POSTGRES_PASSWORD: 'one',
  REDIS_PASSWORD: 'two',
};
const filled = (value: string) =>
  value.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, sign: string, otherwise: string) => {
    const given = told[name] ?? (sign === '-' ? otherwise : undefined);
    if (given === undefined) throw new Error(`${name} is asked for and not given`);
    return given;
  });

test('Two web processes and one worker are told all that production asks for, and nothing that it does not know', () => {
  const roles = ours.map(([, { environment = {} }]) => {
    const settings = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));
    const config = loadConfig(settings);
    expect(config.production).toBe(true);
    expect(config.redisUrl).not.toBeNull();
    return config.role;
  });
  expect(roles.sort()).toEqual(['web', 'web', 'worker']);
  const known = readFileSync(join(root, '.env.example'), 'utf8');
  for (const [, { environment = {} }] of ours) {
    for (const name of Object.keys(environment)) expect(known).toMatch(new RegExp(`^${name}=`, 'm'));
  }
});

test('No secret has a value of its own', () => {
  expect(text.match(/\$\{\w*(PASSWORD|SECRET|KEY)\w*:-[^}]+\}/g)).toBeNull();
  expect(text).not.toMatch(/(PASSWORD|SECRET\w*|KEY|AUTH): +[^$\s]/);
});

test('Everything that is pulled is pinned to a version, and everything says whether it is well', () => {
  const pulled = Object.values(services).filter(({ build }) => build === undefined);
  const pins = [...pulled.map(({ image }) => image), ...dockerfile.matchAll(/^FROM (\S+)/gm).map(([, image]) => image)];
  expect(pins).toHaveLength(5);
  for (const image of pins) expect(image).toMatch(/:\d+\.\d+[\w.-]*$/);
  for (const { healthcheck } of pulled) expect(healthcheck?.test[0]).toBe('CMD');
  expect(dockerfile).toContain('HEALTHCHECK');
});

test('Whatever is named is there: services, volumes, files, scripts; and the image runs as nobody of rank', () => {
  for (const { depends_on: needs = [], volumes: uses = [] } of Object.values(services)) {
    for (const name of Array.isArray(needs) ? needs : Object.keys(needs)) expect(services).toHaveProperty(name);
    for (const [name = ''] of uses.map((use) => use.split(':'))) expect(volumes).toHaveProperty(name);
  }
  for (const [, name] of dockerfile.matchAll(/npm run (\S+)/g)) {
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts).toHaveProperty(name ?? '');
  }
  const [, command = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [node, script, task] = JSON.parse(command) as string[];
  expect(existsSync(join(root, node ?? ''))).toBe(true);
  expect(existsSync(join(root, script ?? ''))).toBe(true);
  expect(existsSync(join(root, 'server/embedded', `${task}.ts`))).toBe(true);
  expect([...dockerfile.matchAll(/^USER (\S+)$/gm)].at(-1)?.[1]).toBe('foyer');
});
