import type { Model } from './model.ts';

/** The model of the next day: a whole one takes seconds of a large catalogue, and a day begins at once. */
interface Tomorrow {
  /** Begins to make the model of a day, if it has not begun. */
  prepare(day: string, make: () => Promise<Model>): void;
  /** Moves it along with the present model. */
  follow(move: Move): Promise<void>;
  /** The model of a day if it is made; whatever was prepared is forgotten once its day has come. */
  take(day: string): Model | undefined;
}

type Move = (model: Model) => Promise<Model>;

export function createTomorrow(): Tomorrow {
  let prepared: { day: string; model?: Model; left: Move[] } | undefined;
  return {
    prepare: (day, make) => {
      if (prepared?.day === day) return;
      const mine: NonNullable<typeof prepared> = { day, left: [] };
      prepared = mine;
      const begin = async () => {
        let model = await make();
        // Changes of the meantime, in their order.
        for (let move = mine.left.shift(); move; move = mine.left.shift()) model = await move(model);
        mine.model = model;
      };
      begin().catch(() => {
        if (prepared === mine) prepared = undefined;
      });
    },
    follow: async (move) => {
      const mine = prepared;
      if (!mine) return;
      if (mine.model) mine.model = await move(mine.model);
      else mine.left.push(move);
    },
    take: (day) => {
      const model = prepared?.day === day ? prepared.model : undefined;
      if (prepared && prepared.day <= day) prepared = undefined;
      return model;
    },
  };
}
