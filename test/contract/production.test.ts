import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
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
