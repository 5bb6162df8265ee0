import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';

/*
 * `npm run client`: makes the operations of the client from the description, and compiles the whole. Neither is kept in the
 * repository: both follow from `openapi/openapi.json`.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Makes `src/operations` and `dist` of a folder that holds this client, or a copy of it. @throws what the compiler says */
export async function buildClient(folder: string): Promise<void> {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await createClient({
    input: join(ROOT, 'openapi/openapi.json'),
    output: { path: join(folder, 'src/operations'), importFileExtension: '.ts', clean: true },
    logs: { level: 'silent', file: false },
  });
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildClient(fileURLToPath(new URL('.', import.meta.url)));
