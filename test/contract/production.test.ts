import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the image carries: the packages that run, and no compiler. */

const root = new URL('../../', import.meta.url);
const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

/** Names of the packages that files of `src` load when they run; what is imported as a type is gone by then. */
function loaded(): Set<string> {
  const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' }).filter((name) =>
    // `cover-worker.mjs` starts a worker from the sources; the build has no need of it.
    /\.tsx?$/.test(name),
  );
  const names = new Set<string>();
  for (const file of files) {
    const text = readFileSync(new URL(`src/${file}`, root), 'utf8');
    for (const [, what, from] of text.matchAll(/^(?:import|export) ([^;]*?) from '([^'.][^']*)';/gm)) {
      if (what!.startsWith('type ') || from!.startsWith('node:') || builtinModules.includes(from!)) continue;
      names.add(from!.match(/^(@[^/]+\/)?[^/]+/)![0]);
    }
  }
  return names;
}

describe('what runs in production', () => {
  it('needs no package that only developers have', () => {
    const names = [...loaded()];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !(name in dependencies))).toEqual([]);
    const builders = /^(@types\/.*|typescript|tsx|esbuild|vitest)$/;
    expect(Object.keys(dependencies).filter((name) => builders.test(name))).toEqual([]);
  });

  it('has licences that go with ours; one that does not is named', () => {
    const check = (lock: string) =>
      spawnSync('npx', ['tsx', 'checks/licences.ts', lock], { cwd: root, encoding: 'utf8' });
    expect(check('package-lock.json')).toMatchObject({ status: 0, stderr: '' });
    const folder = mkdtempSync(join(tmpdir(), 'bercail-licences-'));
    const packages = {
      'node_modules/both': { version: '1.0.0', license: '(MIT OR SSPL-1.0)' },
      'node_modules/odd': { version: '1.0.0', license: 'SSPL-1.0' },
      'node_modules/silent': { version: '2.0.0' },
      'node_modules/tool': { version: '1.0.0', license: 'SSPL-1.0', dev: true },
    };
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ packages }));
    const { status, stderr } = check(join(folder, 'lock.json'));
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr.match(/^\w+ [\d.]+: licence .* is not/gm)).toEqual([
      'odd 1.0.0: licence SSPL-1.0 is not',
      'silent 2.0.0: licence not known is not',
    ]);
  }, 60_000);

  it('is listed in a bill of materials: all that runs, nothing that only builds or tests', () => {
    const made = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const { bomFormat, components } = JSON.parse(made);
    expect(bomFormat).toBe('CycloneDX');
    const names: string[] = components.map(({ group, name }: { group?: string; name: string }) =>
      group ? `${group}/${name}` : name,
    );
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(names.filter((name) => name in devDependencies)).toEqual([]);
    expect(names.filter((name) => /esbuild|^@types\//.test(name))).toEqual([]);
  }, 60_000);
});

describe('compose.yaml', () => {
  const compose = readFileSync(new URL('compose.yaml', root), 'utf8');
  const proxy = readFileSync(new URL('docs/examples/cluster/haproxy.cfg', root), 'utf8');

  it('passes every setting on', () => {
    const config = readFileSync(new URL('src/config.ts', root), 'utf8');
    const settings = new Set([...config.matchAll(/(?:text|whole|oneOf)\('([A-Z_]+)'/g)].map(([, name]) => name!));
    expect(settings.size).toBeGreaterThan(15);
    // Of the image, or of the embedded database alone.
    for (const name of ['HOST', 'PORT', 'DATA_DIR', 'SEED']) settings.delete(name);
    expect([...settings].filter((name) => !new RegExp(`^    ${name}: `, 'm').test(compose))).toEqual([]);
  });

  const hasProxy = spawnSync('haproxy', ['-v']).status === 0;
  it.skipIf(!hasProxy)('has a proxy whose configuration HAProxy accepts (skipped without it)', () => {
    const file = new URL('docs/examples/cluster/haproxy.cfg', root).pathname;
    const { status, stderr } = spawnSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' });
    expect([status, stderr.match(/^\[(?:ALERT|WARNING)\].*$/gm)]).toEqual([0, null]);
  });

  it('has each process that the proxy of its cluster asks, and the files that it mounts', () => {
    const asked = [...proxy.matchAll(/^ +server (\w+) (\w+):8080$/gm)];
    expect(asked).toHaveLength(3);
    for (const [, , service] of asked) expect(compose).toMatch(new RegExp(`^  ${service}:$`, 'm'));
    const mounted = [...compose.matchAll(/\.\/(docs\/[^:]+):/g)].map(([, file]) => file!);
    expect(mounted).toHaveLength(2);
    for (const file of mounted) expect(readFileSync(new URL(file, root), 'utf8')).not.toBe('');
  });
});
