import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { ChoiceDraft } from '../../src/documents/federation.ts';
import { HostDocument } from '../../src/host-documents/schema.ts';
import { mostOf, partAt, setPart, shapeAt } from '../../src/manage/parts/body.ts';
import { fieldsOf } from '../../src/manage/parts/field-kinds.tsx';
import { Text } from '../../src/vocabulary/shapes.ts';

const Body = Type.Object({
  needed: Type.Object({ text: Type.Optional(Text) }),
  contact: Type.Optional(Type.Object({ email: Type.Optional(Type.String({ maxLength: 254 })) })),
  days: Type.Optional(Type.Integer({ minimum: 1 })),
  list: Type.Optional(Type.Array(Type.Object({ code: Type.Optional(Type.String()) }))),
});

describe('A part of the body that a form writes', () => {
  it('is made with the objects around it, and goes with those that it leaves empty', () => {
    const body = { needed: {} };
    setPart(Body, body, '/contact/email', 'a@b.example');
    expect(body).toEqual({ needed: {}, contact: { email: 'a@b.example' } });
    setPart(Body, body, '/contact/email', undefined);
    expect(body).toEqual({ needed: {} });
  });

  it('leaves what the body needs, what says something else, and the items of lists', () => {
    const body = { needed: { text: { fr: 'oui', en: 'yes' } }, list: [{ code: 'a' }, { code: 'b' }] };
    setPart(Body, body, '/needed/text/fr', undefined);
    expect(body.needed).toEqual({ text: { en: 'yes' } });
    setPart(Body, body, '/needed/text/en', undefined);
    setPart(Body, body, '/list/0/code', undefined);
    expect(body).toEqual({ needed: {}, list: [{}, { code: 'b' }] });
  });

  it('has its limits from the schema: in lists, in records, and in what may have several shapes', () => {
    const letters = (pointer: string) => mostOf(shapeAt(HostDocument, pointer));
    expect(letters('/services/3/plans/0/name')).toBe(200);
    expect(letters('/claims/any-criterion/evidenceUrl')).toBe(2000);
    expect(mostOf(shapeAt(ChoiceDraft, '/ties/fr'))).toBe(4000);
    expect(mostOf(shapeAt(HostDocument, '/services/0/exportFormats'), true)).toBe(50 * 61);
  });

  it('does not exist where the command takes none: such a form is not shown', () => {
    expect(() => shapeAt(HostDocument, '/host/mood')).toThrow('/host/mood');
  });
});

describe('A field of a form', () => {
  const { text, eitherText, choice, number, yesNo } = fieldsOf(Body, 'en');

  it('never takes what it cannot read for an emptied field, nor for a no', () => {
    const days = number('/days', 'Days', {});
    expect(days.fault?.(['a month'])).toContain('not understood');
    expect([days.fault?.(['30']), days.fault?.([])]).toEqual([undefined, undefined]);
    const isOpen = yesNo('/days', 'Open', { true: 'Yes', false: 'No' });
    expect(isOpen.fault?.(['perhaps'])).toContain('not understood');
    expect(isOpen.fault?.(['false'])).toBeUndefined();
  });

  it('never writes “none” for a list of which nothing can be read', () => {
    const body: { languages?: string[] } = { languages: ['fr'] };
    const written = (typed: string) => typed.split(',').flatMap((one) => one.trim() || []);
    const languages = fieldsOf(Type.Object({ languages: Type.Optional(Type.Array(Type.String())) }), 'en').list(
      '/languages',
      'Languages',
      { written, most: 100 },
    );
    languages.write(body, [',']);
    expect(body).toEqual({});
    languages.write(body, ['fr, br']);
    expect(body).toEqual({ languages: ['fr', 'br'] });
  });

  it('writes a text in the language of the page, and leaves the other one as it is', () => {
    const body = { needed: { text: { fr: 'oui' } } };
    text('/needed/text', 'Text').write(body, ['yes']);
    expect(partAt(body, '/needed/text')).toEqual({ fr: 'oui', en: 'yes' });
  });

  it('writes over the other language where that was shown', () => {
    const body = { needed: { text: { fr: 'oui' } } };
    const field = eitherText('/needed/text', 'Text');
    expect(field.read(body)).toEqual(['oui']);
    field.write(body, ['yes']);
    expect(partAt(body, '/needed/text')).toEqual({ en: 'yes' });
  });

  it('takes away the object that says nothing without its value', () => {
    const body = { needed: {}, list: [], contact: { email: 'x', phone: '1' } };
    choice('/contact/email', 'E-mail', { choices: [], within: '/contact' }).write(body, []);
    expect(body).toEqual({ needed: {}, list: [] });
  });
});
