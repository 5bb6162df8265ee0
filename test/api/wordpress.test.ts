import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/guided.ts';
import { missingPhp, runPlugin, type WordpressStory } from '../support/wordpress.ts';

const test = useApp();
const missing = missingPhp();
// A machine meant to check everything must not pass by checking less.
if (missing && process.env.TESTS === 'all') throw new Error(`The plugin for WordPress cannot be run: ${missing}`);
if (missing) process.stderr.write(`Skipping the plugin for WordPress: ${missing}\n`);

let plugin: string;
let list: string;
beforeAll(async () => {
  await fillCatalogue(test);
  plugin = (await test.ask('GET', '/embed/wordpress.php')).text;
  list = (await test.ask('GET', '/embed/fragment?usage=email-hosting')).text;
});
const run = (story: WordpressStory) => runPlugin(plugin, story);
const LIST = ['shortcode', 'bercail', { usage: 'email-hosting', territoire: 'departement:23, region:75' }] as const;

describe.skipIf(missing !== undefined)('the plugin for WordPress', () => {
  it('shows the list as the service answers it, with all settings, and keeps it', () => {
    const { shown, fetched, transients } = run({
      answer: { status: 200, body: list },
      show: [
        LIST,
        LIST,
        [
          'shortcode',
          'bercail',
          { reseau: 'chatons', hebergeurs: 'selection', convient: 'oui', montre: 'price, place', langue: 'en' },
        ],
      ],
    });
    expect(shown[0]).toContain('<section class="bercail"');
    expect(shown[0]).toContain('/hosts/les-aulnes');
    expect(shown[1]).toBe(shown[0]);
    expect(fetched.map(([address]) => new URL(address).search)).toEqual([
      '?usage=email-hosting&territory=departement%3A23%2Cregion%3A75&lang=fr',
      '?federation=chatons&onlyFrom=selection&state=fits&show=price%2Cplace&lang=en',
    ]);
    expect(fetched[0]![1]).toMatchObject({ timeout: 3, redirection: 0 });
    expect(Object.keys(transients)).toHaveLength(2);
  });

  it('asks for what the service understands', async () => {
    const { fetched } = run({ answer: { status: 200, body: list }, show: [LIST] });
    const { pathname, search } = new URL(fetched[0]![0]);
    const { status, text } = await test.ask('GET', pathname + search);
    expect(status).toBe(200);
    expect(text).not.toContain('<div class="ask"');
  });

  it.each([
    ['is away', { status: 503, body: '' }],
    ['is another page', { status: 200, body: '<html>Login</html>' }],
    ['was cut', { status: 200, body: '<section class="bercail" ><p>Les' }],
  ])('shows a link where the service %s, or the list of before', (_name, answer) => {
    const { shown, fetched, transients } = run({ answer, show: [LIST, LIST] });
    expect(shown[0]).toMatch(
      /^<p><a href="https:\/\/bercail\.example\/embed\/search\?usage=email-hosting&amp;[^"]*">La liste des hébergeurs, sur Bercail<\/a><\/p>$/,
    );
    // Others do not wait for it meanwhile.
    expect(fetched).toHaveLength(1);
    const [key] = Object.keys(transients);
    const again = run({ answer, show: [LIST], transients: { [key!]: { html: '<section>Hier</section>', next: 0 } } });
    expect(again.shown).toEqual(['<section>Hier</section>']);
  });

  it('shows the questions by the element and its script, with a link inside', () => {
    const { shown, scripts, fetched } = run({
      show: [
        [
          'block',
          'bercail/besoin',
          { usage: 'website', territoire: 'departement:23', couleur: '#0b4f6c', theme: 'sombre', convient: 'oui' },
        ],
      ],
    });
    expect(shown[0]).toBe(
      '<div class="wp-block"><bercail-match usage="website" territory="departement:23" accent="0b4f6c" theme="dark" lang="fr">' +
        '<a href="https://bercail.example/embed/match?usage=website&amp;territory=departement%3A23&amp;accent=0b4f6c&amp;theme=dark&amp;lang=fr">' +
        'Trouver un hébergeur, sur Bercail</a></bercail-match></div>',
    );
    expect(scripts).toEqual([['https://bercail.example/embed.js', null]]);
    expect(fetched).toEqual([]);
  });

  it('takes what its page of settings chose, unless a block says otherwise, or a dash', () => {
    const options = { territoire: 'departement:23', reseau: 'chatons', langue: 'en' };
    const { shown } = run({
      options,
      show: [
        ['block', 'bercail/besoin', { usage: '' }],
        ['block', 'bercail/besoin', { territoire: '-', reseau: 'les-choisis' }],
      ],
    });
    expect(shown[0]).toContain('<bercail-match territory="departement:23" federation="chatons" lang="en">');
    expect(shown[1]).toContain('<bercail-match federation="les-choisis" lang="en">');
  });

  it('shows nothing of what was written as markup', () => {
    const evil = '"><script>alert(1)</script>';
    const { shown, settings, saved } = run({
      options: { usage: evil, couleur: evil },
      show: [['shortcode', 'bercail_besoin', { territoire: evil }]],
      answer: { status: 200, body: `<section class="bercail"><script>x</script></section>` },
      save: { usage: ' <b>website</b>  ', theme: 'violet', convient: 'non', unknown: '1', reseau: ['a'] },
    });
    expect(shown[0]).not.toContain('<script');
    expect(settings).not.toContain('<script');
    expect(saved).toEqual({ usage: 'website', convient: 'non' });
    const { shown: cleaned } = run({
      show: [['shortcode', 'bercail', {}]],
      answer: { status: 200, body: '<section class="bercail"><script>x</script></section>' },
    });
    expect(cleaned[0]).not.toContain('<script');
  });

  it('has a page of settings for administrators with every setting, and a field for each in its blocks', () => {
    const { settings, page, setting, blocks, editor, deleted } = run({ options: { theme: 'sombre' } });
    expect(page.slice(0, 2)).toEqual(['manage_options', 'bercail']);
    const names = [...settings.matchAll(/name="bercail_defaults\[(\w+)\]"/g)].map(([, name]) => name);
    expect(names).toHaveLength(9);
    expect(settings).toContain('<option value="sombre" selected>Toujours sombre</option>');
    for (const name of names) {
      expect(settings).toContain(`<label for="bercail-${name}">`);
      // What each does is said in words, and to those who do not see it too.
      expect(settings).toMatch(
        new RegExp(`aria-describedby="bercail-${name}-help"[^]*id="bercail-${name}-help">[^<]{20}`),
      );
    }
    expect(Object.values(blocks).flatMap(({ attributes }) => Object.keys(attributes)).length).toBe(7 + 7);
    expect(editor).toContain('"name":"territoire"');
    expect(deleted).toBe(setting[1]);
  });
});
