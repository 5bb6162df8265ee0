import { PROBLEMS } from '../http/problem-table.ts';
import type { Language } from '../vocabulary/terms.ts';

/** The two pages this service shows by itself: what it is, and what its errors mean. Plain HTML, no script. */

const STYLE = `body{font:1.05rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d1d1b;background:#fdfcf9}
h1{font-size:1.8rem}code,pre{background:#f1ede3;padding:.1em .3em;border-radius:.2em}pre{padding:.8em;overflow-x:auto}a{color:#0b4f6c}
dt{margin-top:1.2rem;font-weight:600}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1a}code,pre{background:#2c2b28}a{color:#9bd4ee}}`;

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] as string,
  );

const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>
${body}
</main></body></html>
`;

const inFull = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

export interface HomeFacts {
  publicUrl: string;
  hosts: number;
  services: number;
  asOf: string;
}

const HOME = {
  fr: (facts: HomeFacts) => `<h1>Bercail</h1>
<p>Un catalogue partagé d’hébergeurs éthiques : qui propose quoi, à quel prix, avec quels engagements, et ce qui le prouve.</p>
<p>Au ${inFull(facts.asOf, 'fr')} : <a href="/v1/hosts">${facts.hosts} hébergeurs</a> et <a href="/v1/services">${facts.services} services</a>.
Ce qui n’est pas dit est inconnu, jamais « non ».</p>
<h2>Pour commencer</h2>
<pre>curl '${escaped(facts.publicUrl)}/v1/hosts?usage=email-hosting&amp;territory=departement:23'</pre>
<ul><li><a href="/docs">Documentation interactive</a></li><li><a href="/openapi.json">Description OpenAPI</a></li>
<li><a href="/v1/usages">Usages</a>, <a href="/v1/criteria">critères</a>, <a href="/v1/commitment-kinds">engagements</a>, <a href="/v1/tools">outils</a>, <a href="/v1/helpers">accompagnateurs</a></li>
<li><a href="/v1/federations">Fédérations</a></li><li><a href="/docs/problems">Ce que veulent dire les erreurs</a></li><li><a href="/readyz">État du service</a></li></ul>
<p><a href="/?lang=en" lang="en" hreflang="en">In English</a></p>`,
  en: (facts: HomeFacts) => `<h1>Bercail</h1>
<p>A shared catalogue of ethical hosts: who offers what, at what price, with which commitments, and what supports them.</p>
<p>On ${inFull(facts.asOf, 'en')}: <a href="/v1/hosts">${facts.hosts} hosts</a> and <a href="/v1/services">${facts.services} services</a>.
What is not said is unknown, never "no".</p>
<h2>To begin</h2>
<pre>curl '${escaped(facts.publicUrl)}/v1/hosts?usage=email-hosting&amp;territory=departement:23'</pre>
<ul><li><a href="/docs">Interactive documentation</a></li><li><a href="/openapi.json">OpenAPI description</a></li>
<li><a href="/v1/usages">Usages</a>, <a href="/v1/criteria">criteria</a>, <a href="/v1/commitment-kinds">commitments</a>, <a href="/v1/tools">tools</a>, <a href="/v1/helpers">helpers</a></li>
<li><a href="/v1/federations">Federations</a></li><li><a href="/docs/problems">What the errors mean</a></li><li><a href="/readyz">State of the service</a></li></ul>
<p><a href="/?lang=fr" lang="fr" hreflang="fr">En français</a></p>`,
};

export const homePage = (language: Language, facts: HomeFacts): string =>
  page(language, 'Bercail', HOME[language](facts));

const PROBLEMS_INTRO = {
  fr: [
    'Erreurs',
    'Chaque erreur est un document application/problem+json (RFC 9457) ; « code » ne change jamais, « errors » dit où.',
  ],
  en: [
    'Errors',
    'Every error is an application/problem+json document (RFC 9457); "code" never changes, "errors" says where.',
  ],
} as const;

export function problemsPage(language: Language): string {
  const [title, intro] = PROBLEMS_INTRO[language];
  const entries = Object.entries(PROBLEMS)
    .map(
      ([code, kind]) =>
        `<dt id="${code}"><code>${code}</code> · ${kind.status}</dt><dd>${escaped(kind.title[language])}</dd>`,
    )
    .join('\n');
  return page(language, `${title} · Bercail`, `<h1>${title}</h1>\n<p>${escaped(intro)}</p>\n<dl>\n${entries}\n</dl>`);
}
