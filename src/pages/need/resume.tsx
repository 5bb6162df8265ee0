import { TakeBack } from '../asking/take-back.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { SEND_ON } from '../words/send-on.ts';

/** Takes a need back that was kept as a file; not inside other sites. */
export function ResumeNeed({ isRefused }: { isRefused: boolean }) {
  const words = useWords(SEND_ON).kept;
  const { embedded } = usePage();
  if (embedded) return null;
  return <TakeBack words={words} accept=".txt,text/plain" refused={isRefused ? words.refused : undefined} />;
}
