import type { ComponentChildren } from 'preact';
import type { Diagnosis } from '../../../diagnosis/answer.ts';
import type { ToolMap } from '../../../diagnosis/schema.ts';
import { FileLine, withFault } from '../../frame/fields.tsx';
import { LanguageButton, Layout, Roof } from '../../frame/layout.tsx';
import { Section } from '../../frame/lists.tsx';
import { usePage, useWords } from '../../frame/page.ts';
import { Go, Link, PrintButton } from '../../frame/parts.tsx';
import { MAP_PAGE } from '../../words/tool-map.ts';
import { ToolMapPicture } from './picture.tsx';
import { Sideways, ToolMapTable } from './table.tsx';

export const MAP_PATH = '/diagnosis/map';
export const HANDOVER_PATH = '/diagnosis/handover';
export const BLANK_PATH = '/diagnosis/blank';
export const WORKSHOP_PATH = '/diagnosis/workshop';

/** A form that sends the map on: nobody keeps it between two pages. */
export function MapForm({ map, children }: { map: ToolMap; children: ComponentChildren }) {
  return (
    <form method="post" id="map-form" class="row screen">
      <input type="hidden" name="map" value={JSON.stringify(map)} />
      {children}
    </form>
  );
}

/** The map of an association: drawn, in tables, and what may be done with it. */
export function MapPage({ map, diagnosis }: { map: ToolMap; diagnosis: Diagnosis }) {
  const { say } = usePage();
  const words = useWords(MAP_PAGE);
  const picture = <ToolMapPicture diagnosis={diagnosis} say={say} />;
  const isEmpty = diagnosis.map.usages.length + diagnosis.tools.length + diagnosis.map.gaps.length === 0;
  return (
    <Layout
      title={words.title}
      wide
      roof={<Roof heading={words.heading} lead={`${words.lead} ${words.promise}`} />}
      otherLanguage={<LanguageButton action={MAP_PATH} form="map-form" />}
    >
      <MapForm map={map}>
        <PrintButton />
        <Go class="second" formaction={HANDOVER_PATH} text={words.handOver} />
      </MapForm>
      <Section class="drawn" title={words.picture}>
        {isEmpty ? <p>{words.nothing}</p> : <Sideways label={words.pictureRegion}>{picture}</Sideways>}
      </Section>
      <Section title={words.table}>
        <ToolMapTable diagnosis={diagnosis} said={map.currentTools ?? []} say={say} />
      </Section>
    </Layout>
  );
}

/** What browsers offer where a map is to be chosen. */
export const MAP_FILES = '.json,application/json';

/** Takes a map that was kept as a file; says why one could not be read. */
export function OpenMap({ action, why }: { action: string; why?: string | undefined }) {
  const words = useWords(MAP_PAGE);
  return (
    <Layout title={words.open} roof={<Roof heading={words.open} lead={words.openLead} />}>
      <form method="post" action={action} enctype="multipart/form-data" class="stack">
        <FileLine
          {...{ filled: withFault('file', why && `${words.refused} ${why}`), name: 'file', accept: MAP_FILES }}
          {...{ label: words.file, hint: words.hint, required: true }}
        />
        <p class="row">
          <Go class="first" formaction={MAP_PATH} text={words.see} />
          <Go class="second" formaction={HANDOVER_PATH} text={words.handOver} />
        </p>
      </form>
      <Section title={words.alsoHeading}>
        <ul>
          <li>
            <Link to={BLANK_PATH}>{words.blank}</Link>
          </li>
          <li>
            <Link to={WORKSHOP_PATH}>{words.workshop}</Link>
          </li>
        </ul>
      </Section>
    </Layout>
  );
}
