import type { ComponentChildren } from 'preact';
import type { Commitment } from '../../documents/statement.ts';
import { webAddress } from '../../ground/addresses.ts';
import { capital } from '../../ground/texts.ts';
import { Pairs } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink } from '../frame/parts.tsx';
import { heardIn, planLine, SHOWN_PROMISES, ToAsk, Told, voiceOf, waysIn } from '../parts/facts.tsx';
import { lowerFirst } from '../words/typeset.ts';
import type { HostDecision } from './decision.ts';
import { DECIDED } from './words.ts';

const AGREEMENT = 'processing-agreement';
const HEALTH = 'certification-hds';
/** Next to those of a comparison: what holds once one is there. */
const PROMISES = [...SHOWN_PROMISES, 'switching-notice-max', 'terms-change-notice'];

/** What a host said of one kind of promise, itself or by the services that are taken. */
const promisesIn = ({ host, services }: HostDecision, kind: string): Commitment[] =>
  [...services.flatMap(({ commitments }) => commitments), ...host.commitments].filter((one) => one.kind === kind);

/** One promise, by each voice that must be heard; a page that it names is a link. */
function Promised({ kind, decision }: { kind: string; decision: HostDecision }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  const heard = promisesIn(decision, kind).flatMap(heardIn);
  if (heard.length === 0) return <ToAsk />;
  return (
    <>
      {heard.map((one) => {
        const voice = voiceOf(one, decision.federationName, say);
        const page = typeof one.value === 'string' ? webAddress(one.value) : undefined;
        return (
          <p key={`${voice} ${one.value}`}>
            {page ? (
              <>
                <OutsideLink to={page.href} /> ({voice})
              </>
            ) : (
              words.said(capital(say.measure(kind, one.value)), voice)
            )}
          </p>
        );
      })}
    </>
  );
}

/** What was promised, and in one line what is to be asked. */
function AllPromises({ decision }: { decision: HostDecision }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  const isKnown = (kind: string) => promisesIn(decision, kind).length > 0;
  const open = PROMISES.filter((kind) => !isKnown(kind));
  return (
    <>
      {PROMISES.filter(isKnown).map((kind) => (
        <div key={kind}>
          <p class="small soft">{capital(say.commitment(kind))}</p>
          <Promised kind={kind} decision={decision} />
        </div>
      ))}
      {open.length > 0 && (
        <Told answered="ask">{words.toAsk(say.list(open.map((kind) => lowerFirst(say.commitment(kind)))))}</Told>
      )}
    </>
  );
}

/** How one gets in, and what membership costs where that is known. */
function Entry({ services, price: { fees } }: Pick<HostDecision, 'services' | 'price'>) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  const ways = waysIn(services, words.entries, say);
  return (
    <>
      {ways.length === 0 && <ToAsk />}
      {ways.map((way) => (
        <p key={way}>{way}</p>
      ))}
      {fees.map(({ least, most, isEach }) => (
        <p key={isEach}>{words.fee(say.euros(least), most > least ? say.euros(most) : null, isEach)}</p>
      ))}
    </>
  );
}

const MOST_PLANS = 3;

/** What it costs for the need; without one, the plans that are known. */
function Price({ decision: { price, threeYears, rise, plans } }: { decision: HostDecision }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  if (price.told !== undefined)
    return (
      <>
        <p>{capital(price.told)}</p>
        {threeYears !== undefined && <p>{words.threeYears(threeYears)}</p>}
        {rise !== undefined && <p>{rise}</p>}
      </>
    );
  if (plans.length === 0) return <ToAsk />;
  return (
    <>
      {plans.slice(0, MOST_PLANS).map((one) => (
        <p key={one.plan.name}>{planLine(one, say)}</p>
      ))}
    </>
  );
}

/** What to sign, point by point: what is known, else that it is to be asked. */
export function ToSign({ decision }: { decision: HostDecision }) {
  const words = useWords(DECIDED);
  const { say } = usePage();
  const { need } = decision;
  const points: [string, ComponentChildren][] = [
    [words.entry, <Entry key="entry" services={decision.services} price={decision.price} />],
    [words.price, <Price key="price" decision={decision} />],
    [
      words.payment,
      <>
        <p>{words.paymentText}</p>
        <ToAsk />
      </>,
    ],
    [
      words.conditions,
      <>
        <p>{words.conditionsText}</p>
        <ToAsk />
      </>,
    ],
    [
      words.agreement,
      <>
        <p>{words.agreementText}</p>
        <Promised kind={AGREEMENT} decision={decision} />
      </>,
    ],
    ...(need?.holdsHealthData
      ? [[capital(say.commitment(HEALTH)), <Promised key={HEALTH} kind={HEALTH} decision={decision} />] as const]
      : []),
    [words.promises, <AllPromises key="promises" decision={decision} />],
  ] as [string, ComponentChildren][];
  return <Pairs of={points} />;
}
