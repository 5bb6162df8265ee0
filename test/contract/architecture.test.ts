import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(name, ROOT), 'utf8');
const ENGINE = 'src/matching/engine';
/** A file, or a folder below the root. Those of `src` and of the engine may be named from there. */
const PATH = /`((?:[\w-]+\/)+[\w.-]+\.(?:tsx?|mjs|json|md)|(?:src|test)(?:\/[\w-]+)*)`/g;
const isThere = (path: string) =>
  [path, `src/${path}`, `${ENGINE}/${path}`].some((one) => existsSync(new URL(one, ROOT)));

describe('What is written for developers', () => {
  it.each(['docs/architecture.md', 'CONTRIBUTING.md'])('names only files that are there: %s', (name) => {
    const named = [...textOf(name).matchAll(PATH)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  it('names every room on one screen', () => {
    const screen = textOf('docs/architecture.md').split('## On one screen')[1]!.split('\n## ')[0]!;
    const rooms = readdirSync(new URL('src', ROOT), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map(({ name }) => name).filter((name) => !screen.includes(`\`${name}\``))).toEqual([]);
  });
});
