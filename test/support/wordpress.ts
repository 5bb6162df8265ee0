import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What happens to a site with the plugin: what it chose, what is asked to be shown, what the service answers. */
export interface WordpressStory {
  locale?: string;
  options?: Record<string, string>;
  transients?: Record<string, { html: string | null; next: number }>;
  answer?: { status: number; body: string };
  show?: readonly (readonly ['shortcode' | 'block', string, Record<string, string>])[];
  save?: Record<string, unknown>;
}

/** What the plugin did. */
export interface WordpressTold {
  fetched: [address: string, how: { timeout: number; redirection: number }][];
  scripts: [address: string, version: null][];
  blocks: Record<string, { attributes: Record<string, unknown> }>;
  shown: string[];
  saved: Record<string, string>;
  setting: [group: string, name: string, sanitize: string];
  page: [right: string, slug: string, show: string];
  settings: string;
  editor: string;
  deleted: string;
  transients: Record<string, { html: string | null; next: number }>;
}

/** Why PHP cannot be run here; undefined: it can. */
export function missingPhp(): string | undefined {
  try {
    execFileSync('php', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no program “php” (Debian: php-cli)';
  }
}

const STUBS = fileURLToPath(new URL('wordpress/stubs.php', import.meta.url));

/** Runs the plugin in PHP, among functions that stand for those of WordPress. */
export function runPlugin(plugin: string, story: WordpressStory): WordpressTold {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-wordpress-'));
  try {
    const file = join(folder, 'bercail.php');
    writeFileSync(file, plugin);
    // What PHP complains of is a fault too.
    const args = ['-d', 'error_reporting=-1', '-d', 'display_errors=stderr', STUBS, file];
    return JSON.parse(execFileSync('php', args, { input: JSON.stringify(story), encoding: 'utf8' })) as WordpressTold;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
