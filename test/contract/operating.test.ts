import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';

/* The files of docs/examples/operating, which operators copy, against what the program has. */

const ROOT = new URL('../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');
const FOLDER = 'docs/examples/operating/';
const files = readdirSync(new URL(FOLDER, ROOT));
const guide = read('docs/operating.md');

describe('The settings to copy', () => {
  it('name every variable that the program reads, and no other', () => {
    const variables = [...read('src/config.ts').matchAll(/(?:text|whole|oneOf)(?:<[^>]*>)?\(\s*'([A-Z_]+)'/g)];
    const known = [...new Set(variables.map(([, name]) => name!))].sort();
    expect(known).toContain('RATE_LIMIT_ANONYMOUS');
    const shown = [...read(`${FOLDER}bercail.env`).matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(shown.sort()).toEqual(known);
    // Each of them is explained in the guide.
    for (const name of known) expect(guide).toContain(`\`${name}\``);
  });

  it('have their ports where the guide says how to choose others', () => {
    const section = guide.slice(guide.indexOf('## Other ports'), guide.indexOf('## Upgrade'));
    const holding = files.filter((name) => /^[^#\n]*\b808[01]\b/m.test(read(FOLDER + name)));
    expect(holding.length).toBeGreaterThan(3);
    for (const name of holding) expect(section).toContain(`\`${name}\``);
    expect(read(`${FOLDER}bercail.env`)).toMatch(/^DATABASE_URL=.*:5432\//m);
    expect(section).toMatch(/`DATABASE_URL`.*`export PGPORT=/);
  });

  it('are read from cron too, and only what is wrong is mailed', () => {
    const line = /`7 \* \* \* \* (.*)`$/m.exec(guide)![1]!;
    // A % ends a line of cron.
    expect(line).not.toContain('%');
    const runs = (code: number) =>
      spawnSync('sh', ['-c', line.replace('/usr/local/bin/bercail', `sh -c 'echo "  WRONG  disk"; exit ${code}' --`)], {
        encoding: 'utf8',
      }).stdout;
    expect([runs(0), runs(1)]).toEqual(['', '  WRONG  disk\n']);
  });
});

describe('The dashboard and the alerts', () => {
  const api = useApp({ sendsMail: true });
  const dashboard = JSON.parse(read(`${FOLDER}dashboard.json`)) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  const alerts = read(`${FOLDER}alerts.yml`);
  const expressions = [
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...[...alerts.matchAll(/^ +expr: (.*)$/gm)].map(([, expr]) => expr!),
  ];
  /** What others measure: Prometheus itself, its exporter of the machine, and the unit of the doctor. */
  const ofOthers = /^(up$|node_filesystem_|bercail_doctor_)/;

  it('name only metrics that exist', async () => {
    const { text } = await api.ask('GET', '/metrics');
    const existing = new Set(
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) =>
        type === 'histogram' || type === 'summary' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name!],
      ),
    );
    const named = expressions.flatMap((expr) =>
      [...expr.matchAll(/\b(up|(?:bercail|node|nodejs|process)_\w+)\b/g)].map(([, name]) => name!),
    );
    expect(new Set(named).size).toBeGreaterThan(20);
    // The pool is that of PostgreSQL, which the process opens.
    const known = (name: string) =>
      existing.has(name) || ofOthers.test(name) || name === 'bercail_database_connections';
    expect([...new Set(named)].filter((name) => !known(name))).toEqual([]);
  });

  it('say of each alert what it means and what to do', () => {
    const names = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(12);
    for (const key of ['summary', 'todo', 'severity', 'for'])
      expect([...alerts.matchAll(new RegExp(`\\b${key}: `, 'g'))], key).toHaveLength(names.length);
  });

  const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
  it.skipIf(!hasPromtool)('pass the check of Prometheus (skipped without promtool)', () => {
    const folder = new URL(FOLDER, ROOT);
    for (const words of [
      ['check', 'rules', 'alerts.yml'],
      ['check', 'config', 'prometheus.yml'],
    ])
      execFileSync('promtool', words, { cwd: folder, stdio: 'pipe' });
  });

  const hasAmtool = spawnSync('amtool', ['--version']).status === 0;
  it.skipIf(!hasAmtool)('go by mail, by settings that Alertmanager takes (skipped without amtool)', () => {
    const told = execFileSync('amtool', ['check-config', 'alertmanager.yml'], { cwd: new URL(FOLDER, ROOT) });
    expect(told.toString()).toMatch(/SUCCESS[\s\S]*1 receivers/);
  });
});

describe('The nightly backup', () => {
  /** Runs it with programs in place of pg_dump and age that say what they were given. */
  const backUp = (recipients: string | undefined, pgDump = 'echo "$2 $PGPASSWORD"') => {
    const folder = mkdtempSync(join(tmpdir(), 'bercail-nightly-'));
    const [programs, backups] = [join(folder, 'programs'), join(folder, 'backups')];
    for (const one of [programs, backups]) mkdirSync(one);
    const standIns = {
      pg_dump: pgDump,
      age: 'echo "$1 for $3"; cat',
    };
    for (const [name, script] of Object.entries(standIns))
      writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    if (recipients) writeFileSync(join(folder, 'recipients'), recipients);
    const { status, stderr } = spawnSync(new URL(`${FOLDER}backup.sh`, ROOT).pathname, [backups], {
      encoding: 'utf8',
      env: {
        ...{
          PATH: `${programs}:${process.env.PATH}`,
          DATABASE_URL: 'postgresql://bercail:se%40cret@127.0.0.1/bercail?sslmode=no-verify',
        },
        BACKUP_RECIPIENTS: recipients === undefined ? 'none' : join(folder, 'recipients'),
      },
    });
    const made = readdirSync(backups).map((name) => [
      name.replace(/^bercail-[\dTZ-]+/, ''),
      readFileSync(join(backups, name), 'utf8'),
    ]);
    rmSync(folder, { recursive: true });
    return { status, stderr, made };
  };

  it('leaves nothing behind when PostgreSQL fails in the middle', () => {
    const { status, made } = backUp('age1xyz', 'echo half; exit 1');
    expect([status, made]).toEqual([1, []]);
  });

  it('is encrypted, and is not made without somebody to encrypt it for', () => {
    const { status, made } = backUp('age1xyz');
    expect([status, made]).toEqual([0, [['.dump.age', expect.stringMatching(/^--encrypt for .*\/recipients$/m)]]]);
    const refused = backUp('');
    expect([refused.status, refused.made]).toEqual([1, []]);
    expect(refused.stderr).toMatch(/^No backup was made: .* cannot read .*\/recipients.* BACKUP_RECIPIENTS=none/);
  });

  it('is plain text where that was asked for; the password is not in the words of a command', () => {
    const { status, made } = backUp(undefined);
    expect(status).toBe(0);
    const [[ending, told]] = made as [[string, string]];
    expect(ending).toBe('.dump');
    // libpq knows no `no-verify`, and would refuse the address.
    expect(told).toContain('postgresql://bercail@127.0.0.1/bercail?sslmode=require se@cret');
  });
});

describe('The command of the machine', () => {
  /** Runs it on a machine whose folders are elsewhere, with programs in place of those that need root and the program. */
  const run = (over: { settings?: string; environment?: Record<string, string>; isRoot?: boolean } = {}) => {
    const { settings = "DATABASE_URL='postgresql://x/y z'\n#PORT=1\n", environment = {}, isRoot = true } = over;
    const folder = mkdtempSync(join(tmpdir(), 'bercail-command-'));
    for (const one of ['programs', 'current', 'next']) mkdirSync(join(folder, one));
    if (settings !== '') writeFileSync(join(folder, 'bercail.env'), settings);
    const standIns = {
      id: `[ "$1" = -u ] && echo ${isRoot ? 0 : 1000} || echo somebody`,
      setpriv: 'echo "as $1"; shift 3; exec "$@"',
      node: 'echo "in $(basename "$PWD")"; echo "$DATABASE_URL | $HOME | $BERCAIL_COMMAND"; printf "[%s]" "$@"',
    };
    for (const [name, script] of Object.entries(standIns))
      writeFileSync(join(folder, 'programs', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const script = read(`${FOLDER}bercail`)
      .replaceAll('/etc/bercail/', `${folder}/`)
      .replaceAll('/opt/bercail/', `${folder}/`);
    writeFileSync(join(folder, 'bercail'), script, { mode: 0o755 });
    // Nothing else in the environment, as cron and sudo leave it.
    const { status, stdout, stderr } = spawnSync(join(folder, 'bercail'), ['token', 'list', 'a b'], {
      encoding: 'utf8',
      env: {
        PATH: `${folder}/programs:/usr/bin:/bin`,
        ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, `${folder}/${value}`])),
      },
    });
    rmSync(folder, { recursive: true });
    return { status, lines: stdout.split('\n'), stderr: stderr.replaceAll(folder, '') };
  };

  it('runs with the settings of the service, as its account, and in the folder of the release', () => {
    const { status, lines } = run();
    expect(status).toBe(0);
    expect(lines[0]).toBe('as --reuid=bercail');
    expect(lines[1]).toBe('in current');
    expect(lines[2]).toMatch(/^postgresql:\/\/x\/y z \| \/var\/lib\/bercail \| bercail$/);
    expect(lines[3]).toBe('[dist/cli.js][token][list][a b]');
    // Who is no root is the account already, in a job of its own.
    expect(run({ isRoot: false }).lines[0]).toBe('in current');
  });

  it('runs another version where one is named', () => {
    const { lines } = run({ environment: { RELEASE: 'next' } });
    expect(lines[1]).toBe('in next');
    // So are the commands that its messages name.
    expect(lines[2]).toMatch(/\| RELEASE=\S+\/next bercail$/);
  });

  it('is what messages of the services name too', () => {
    const services = files.filter((name) => name.endsWith('.service'));
    expect(services.length).toBe(3);
    for (const name of services) expect(read(FOLDER + name), name).toContain('\nEnvironment=BERCAIL_COMMAND=bercail\n');
  });

  it('keeps what the settings do not say: the address to which a database moves', () => {
    const { lines } = run({ settings: 'HOST=127.0.0.1\n', environment: { DATABASE_URL: 'other' } });
    expect(lines[2]).toMatch(/\/other \|/);
  });

  it('says what to do to who may not read the settings', () => {
    expect(run({ settings: '' })).toMatchObject({
      status: 1,
      stderr: 'somebody cannot read /bercail.env. Run it as root: sudo bercail token list a b\n',
    });
  });
});

describe('The guide', () => {
  it('names files that are there, and every file that is', () => {
    const named = [...guide.matchAll(/examples\/operating\/([\w@.-]+\w)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !files.includes(name))).toEqual([]);
    const units = files.filter((name) => /\.(service|timer)$/.test(name));
    // What the text calls, it tells how to have.
    expect(guide).toContain('install -m 0755 /opt/bercail/current/docs/examples/operating/bercail /usr/local/bin/');
    // The units are copied all at once; one of them runs doctor.sh.
    const others = files.filter((name) => !units.includes(name) && !named.includes(name));
    expect(others).toEqual(['doctor.sh']);
    for (const unit of units) expect(guide).toContain(unit.replace(/@?\.\w+$/, ''));
  });

  it('has commands that a shell understands, as have the scripts', () => {
    const blocks = [...guide.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
    expect(blocks.length).toBeGreaterThan(15);
    for (const block of blocks) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: block, encoding: 'utf8' });
      expect([status, stderr, block].slice(0, 2)).toEqual([0, '']);
    }
    for (const script of files.filter((name) => name.endsWith('.sh') || name === 'bercail')) {
      const file = new URL(FOLDER + script, ROOT);
      execFileSync('bash', ['-n', file.pathname]);
      expect(statSync(file).mode & 0o111, script).toBe(0o111);
    }
  });
});

describe('The table of what is kept', () => {
  it('has every table of the database, once, with how long and how it goes', () => {
    const folder = new URL('src/record/tables/', ROOT);
    const tables = readdirSync(folder).flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').matchAll(/pgTable\(\s*'(\w+)'/g)].map(([, table]) => table!),
    );
    expect(tables.length).toBeGreaterThan(60);
    const told = [...read('docs/retention.md').matchAll(/^- `(\w+)`: .+ _Kept_: .+ _Goes_: .+$/gm)];
    expect(told.map(([, table]) => table!).sort()).toEqual(tables.sort());
  });
});

describe('Links of the documentation', () => {
  const pages = [
    ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'clients/typescript/README.md'],
    ...readdirSync(new URL('docs/', ROOT)).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ];
  const anchorsOf = (name: string) =>
    [...read(name).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  it.each(pages)('lead to files and headings that exist: %s', (name) => {
    const page = new URL(name, ROOT);
    for (const [, link] of read(name).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(?:https?:|mailto:|\/)/.test(link!)) continue;
      const [path, anchor] = link!.split('#');
      const target = path === '' ? page : new URL(path!, page);
      expect(existsSync(target), link).toBe(true);
      if (anchor) expect(anchorsOf(target.href.slice(ROOT.href.length)), link).toContain(anchor);
    }
  });
});
