import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../test/support/chromium.ts';
import { freePort } from '../test/support/ports.ts';
import { fail, pause, say } from './support/command.ts';
import { startService } from './support/servers.ts';

/*
 * The plugin in WordPress itself, as a webmaster uses it: packages of Debian are unpacked into a folder of the trial and
 * installed nowhere, its database answers on a socket there alone, and the site on loopback. WordPress installs and
 * activates the zip of a running service, shows a page with both blocks, and a browser reads it by day and by night, up
 * to an answer of the questions.
 */

const PACKAGES = [
  ...['wordpress', 'wordpress-theme-twentytwentyfive', 'php-getid3', 'libjs-lodash', 'libjs-underscore'],
  ...['libjs-cropper', 'mariadb-server-core', 'mariadb-client-core', 'liburing2', 'libaio1t64', 'libnuma1'],
];
const MOST_MS = 60_000;

const browserFound = findChromium();
if ('missing' in browserFound) fail(browserFound.missing);
for (const program of ['php', 'apt-get', 'dpkg-deb'])
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
  } catch {
    fail(`no program “${program}”: this trial runs on a Debian with php-cli`);
  }

const folder = mkdtempSync(join(tmpdir(), 'bercail-trial-wordpress-'));
const [root, debs] = [join(folder, 'root'), join(folder, 'debs')];
for (const one of [root, debs]) mkdirSync(one);
const children: { kill(signal: NodeJS.Signals): unknown }[] = [];
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

say('unpacking WordPress and its database …');
const version = execFileSync('php', ['-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;'], { encoding: 'utf8' });
try {
  execFileSync('apt-get', ['download', '-qq', ...PACKAGES, `php${version}-mysql`], { cwd: debs, stdio: 'pipe' });
} catch (error) {
  fail(`WordPress cannot be had here: ${(error as { stderr?: Buffer }).stderr?.toString().trim()}`);
}
for (const deb of readdirSync(debs)) execFileSync('dpkg-deb', ['-x', join(debs, deb), root]);

const libraries = execFileSync('dpkg-architecture', ['-qDEB_HOST_MULTIARCH'], { encoding: 'utf8' }).trim();
const env = { ...process.env, LD_LIBRARY_PATH: join(root, 'usr/lib', libraries) };
const [data, socket] = [join(folder, 'database'), join(folder, 'socket')];
const { username } = userInfo();
const ours = ['--no-defaults', `--datadir=${data}`, `--user=${username}`];
const installed = ['--auth-root-authentication-method=normal', `--basedir=${join(root, 'usr')}`, '--skip-test-db'];
execFileSync(join(root, 'usr/bin/mariadb-install-db'), [...ours, ...installed], { env, stdio: 'pipe' });
children.push(
  spawn(
    join(root, 'usr/sbin/mariadbd'),
    [...ours, `--socket=${socket}`, '--skip-networking', `--lc-messages-dir=${join(root, 'usr/share/mariadb')}`],
    { env, stdio: 'ignore' },
  ),
);

say('starting the service with the real catalogue …');
const service = await startService({ DATA_DIR: join(folder, 'service'), SEED: 'catalogue' });
const zip = join(folder, 'bercail.zip');
writeFileSync(zip, Buffer.from(await (await fetch(`${service.base}/embed/wordpress.zip`)).arrayBuffer()));

const port = await freePort();
const site = `http://127.0.0.1:${port}`;
const wordpress = join(root, 'usr/share/wordpress');
const log = join(folder, 'debug.log');
const constants = {
  ...{ DB_NAME: 'wordpress', DB_USER: 'root', DB_PASSWORD: '', DB_HOST: `localhost:${socket}`, DB_CHARSET: 'utf8mb4' },
  ...{ DB_COLLATE: '', FS_METHOD: 'direct', WP_HOME: site, WP_SITEURL: site, DISABLE_WP_CRON: true },
  // Nothing leaves this machine.
  ...{ WP_HTTP_BLOCK_EXTERNAL: true, WP_ACCESSIBLE_HOSTS: '127.0.0.1' },
  ...{ WP_DEBUG: true, WP_DEBUG_LOG: log, WP_DEBUG_DISPLAY: false },
};
const defined = Object.entries(constants).map(([name, value]) => `define('${name}', ${JSON.stringify(value)});`);
writeFileSync(
  join(wordpress, 'wp-config.php'),
  `<?php\n${defined.join('\n')}\n$table_prefix = 'wp_';\ndefined('ABSPATH') || define('ABSPATH', __DIR__ . '/');\nrequire_once ABSPATH . 'wp-settings.php';\n`,
);
// Its language, without the packages of translations: the plugin speaks that of the site.
mkdirSync(join(wordpress, 'wp-content/mu-plugins'));
writeFileSync(
  join(wordpress, 'wp-content/mu-plugins/french.php'),
  "<?php\nadd_filter('locale', function () { return 'fr_FR'; });\n",
);
const extensions = join(root, 'usr/lib/php', readdirSync(join(root, 'usr/lib/php'))[0]!);
const withDatabase = ['mysqlnd', 'mysqli'].flatMap((one) => ['-d', `extension=${join(extensions, `${one}.so`)}`]);
const php = (code: string): string =>
  execFileSync('php', [...withDatabase, '-r', code], { cwd: wordpress, env, encoding: 'utf8' });

say('installing WordPress and the plugin …');
for (let tries = 0; !existsSync(socket); tries++) {
  if (tries > 600) fail('the database does not start');
  await pause(50);
}
php(`
  (new mysqli('localhost', 'root', '', '', 0, '${socket}'))->query('create database wordpress');
  define('WP_INSTALLING', true);
  function wp_new_blog_notification() {}
  require 'wp-load.php';
  require ABSPATH . 'wp-admin/includes/upgrade.php';
  wp_install('Essai', 'essai', 'essai@example.org', false, '', wp_generate_password());
`);
const made = php(`
  $_SERVER['HTTP_HOST'] = '127.0.0.1:${port}';
  require 'wp-load.php';
  require ABSPATH . 'wp-admin/includes/admin.php';
  require ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
  wp_set_current_user(1);
  $done = (new Plugin_Upgrader(new Automatic_Upgrader_Skin()))->install('${zip}');
  if (true !== $done) { echo 'not installed: ', is_wp_error($done) ? $done->get_error_message() : 'refused'; exit(1); }
  $done = activate_plugin('bercail/bercail.php');
  if (is_wp_error($done)) { echo 'not activated: ', $done->get_error_message(); exit(1); }
  update_option('bercail_defaults', array('territoire' => 'departement:23'));
  $blocks = '<!-- wp:bercail/liste {"usage":"email-hosting"} /-->' . '<!-- wp:bercail/besoin {"usage":"email-hosting"} /-->';
  echo wp_insert_post(array('post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Hébergeurs', 'post_content' => $blocks));
`);
const page = `${site}/?page_id=${/\d+$/.exec(made)?.[0] ?? fail(made)}`;
children.push(
  spawn('php', [...withDatabase, '-S', `127.0.0.1:${port}`, '-t', wordpress], {
    env: { ...env, PHP_CLI_SERVER_WORKERS: '4' },
    stdio: 'ignore',
  }),
);

/** What the page shows of both blocks; throws what is wrong. */
async function read(visited: Page, colour: 'light' | 'dark'): Promise<string> {
  await visited.goto(page, { timeout: MOST_MS });
  const hosts = await visited.locator('section.bercail[lang=fr] li').count();
  if (hosts === 0) throw new Error(`no list in French: ${(await visited.textContent('body'))?.trim().slice(0, 300)}`);
  const frame = await visited.waitForSelector('bercail-match iframe', { timeout: MOST_MS });
  const inside = (await frame.contentFrame())!;
  await inside.waitForSelector('form', { timeout: MOST_MS });
  for (let step = 0; step < 9 && !(await inside.locator('[name=at][value=answer]').count()); step++) {
    const at = await inside.inputValue('[name=at]');
    await inside.evaluate("document.querySelector('button[name=go][value=next]').click()");
    await inside.waitForSelector(`[name=at]:not([value=${at}])`, { state: 'attached', timeout: MOST_MS });
  }
  const answered = await inside.locator('[name=at][value=answer]').count();
  if (answered === 0) throw new Error('the questions lead to no answer');
  const [width, ground] = await visited.evaluate<[number, string]>(
    "[document.documentElement.scrollWidth - innerWidth, '' + matchMedia('(prefers-color-scheme: dark)').matches]",
  );
  if (width > 0) throw new Error(`the page is ${width} pixels too wide`);
  const paper = await inside.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = Number(/\d+/.exec(paper)?.[0]) > 128;
  if (ground !== String(colour === 'dark') || light !== (colour === 'light'))
    throw new Error(`the questions are ${paper} on a ${colour} screen`);
  return `${hosts} hosts in the list, and an answer to the questions on ${paper}`;
}

const browser = await chromium.launch({
  executablePath: browserFound.path,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
let failed = false;
for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 700 },
  ]) {
    const context = await browser.newContext({ colorScheme, viewport, locale: 'fr-FR' });
    const visited = await context.newPage();
    const complaints: string[] = [];
    visited.on('pageerror', ({ message }) => complaints.push(message));
    const told = await read(visited, colorScheme).catch((error: Error) => {
      failed = true;
      return `FAILED: ${error.message}`;
    });
    failed ||= complaints.length > 0;
    say(`${colorScheme}, ${viewport.width} pixels: ${[told, ...complaints].join('; ')}`);
    await context.close();
  }
await browser.close();

const ofOurs = existsSync(log)
  ? readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes('plugins/bercail/'))
  : [];
for (const line of ofOurs) say(`PHP complains: ${line}`);
say(
  `WordPress ${php("require 'wp-includes/version.php'; echo $wp_version;")} on PHP ${version}: ${failed || ofOurs.length > 0 ? 'FAILED' : 'both blocks show answers'}`,
);
process.exit(failed || ofOurs.length > 0 ? 1 : 0);
