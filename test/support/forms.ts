/* Forms of a page, as a browser reads them. */

const plain = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const [, value] = new RegExp(` ${name}(?:="([^"]*)")?(?=[ />])`).exec(tag) ?? [];
  return value === undefined && !new RegExp(` ${name}(?=[ />])`).test(tag) ? undefined : plain(value ?? '');
};

/** A form of a page, as a browser reads it: where it goes, and what it would send. */
export interface PageForm {
  action: string;
  fields: URLSearchParams;
  /** What its buttons send, by name. */
  buttons: [name: string, value: string][];
  /** The first of what may be ticked or chosen under each name. */
  choices: Map<string, string>;
}

/** What one field of a form would send, if anything. */
function* sentBy(tag: string, inside: string): Generator<[string, string]> {
  const name = attribute(tag, 'name');
  if (name === undefined) return;
  if (tag.startsWith('<input')) {
    const isTicked = !/ type="(checkbox|radio)"/.test(tag) || attribute(tag, 'checked') !== undefined;
    if (isTicked) yield [name, attribute(tag, 'value') ?? ''];
  } else if (tag.startsWith('<textarea')) yield [name, plain(inside).replace(/^\n/, '')];
  else if (tag.startsWith('<select')) {
    const options = inside.match(/<option(?:"[^"]*"|[^">])*>/g) ?? [];
    const chosen = options.find((one) => attribute(one, 'selected') !== undefined) ?? options[0];
    if (chosen) yield [name, attribute(chosen, 'value') ?? ''];
  }
}

/** What may be ticked or chosen, besides nothing. */
const choicesIn = (inside: string): [name: string, value: string][] => [
  ...[...inside.matchAll(/<input(?:"[^"]*"|[^">])* type="(?:checkbox|radio)"(?:"[^"]*"|[^">])*>/g)].map(
    ([input]): [string, string] => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? ''],
  ),
  ...[...inside.matchAll(/(<select(?:"[^"]*"|[^">])*>)([\s\S]*?)<\/select>/g)].flatMap(([, select, options]) =>
    [...options!.matchAll(/<option(?:"[^"]*"|[^">])*>/g)].flatMap(([option]): [string, string][] => {
      const value = attribute(option, 'value') ?? '';
      return value === '' ? [] : [[attribute(select!, 'name') ?? '', value]];
    }),
  ),
];

export function formsIn(html: string): PageForm[] {
  return [...html.matchAll(/(<form(?:"[^"]*"|[^">])*>)([\s\S]*?)<\/form>/g)].map(([, tag, inside]) => ({
    action: attribute(tag!, 'action')!,
    fields: new URLSearchParams(
      [
        ...inside!.matchAll(/(<input(?:"[^"]*"|[^">])*>)|(<(textarea|select)(?:"[^"]*"|[^">])*>)([\s\S]*?)<\/\3>/g),
      ].flatMap((found) => [...sentBy(found[1] ?? found[2]!, found[4] ?? '')]),
    ),
    buttons: [...inside!.matchAll(/<button(?:"[^"]*"|[^">])*>/g)].flatMap(([button]) => {
      const name = attribute(button, 'name');
      return name === undefined ? [] : [[name, attribute(button, 'value') ?? '']];
    }),
    choices: new Map(choicesIn(inside!).reverse()),
  }));
}
