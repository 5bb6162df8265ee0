import { FileLine, withFault } from '../frame/fields.tsx';
import { Fold } from '../frame/lists.tsx';

interface TakeBackProps {
  words: { resume: string; file: string; take: string };
  /** Types of files that browsers offer first. */
  accept: string;
  /** Why the file that was sent cannot be read. */
  refused: string | undefined;
}

/** A file that was kept is taken back here, without a script: it goes with the form that stands around. */
export const TakeBack = ({ words, accept, refused }: TakeBackProps) => (
  <Fold title={words.resume} open={refused !== undefined}>
    <FileLine filled={withFault('file', refused)} name="file" label={words.file} accept={accept} />
    <p class="row">
      <button type="submit" class="second" name="go" value="resume" formenctype="multipart/form-data">
        {words.take}
      </button>
    </p>
  </Fold>
);
