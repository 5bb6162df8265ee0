import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

type Build = ReturnType<typeof SerializerSelector>;
type Compile = ReturnType<Build>;

/**
 * What writes each answer from its schema, made when the first such answer is given. Most are never given in the life
 * of a process, and each is checked against all schemas when it is made: at start they took two thirds of the time.
 */
export const buildSerializer: Build = (schemas, options) => {
  const compile = SerializerSelector()(schemas, options);
  return (route: Parameters<Compile>[0]) => {
    let serialise: ReturnType<Compile> | undefined;
    return (answer: unknown) => {
      serialise ??= compile(route);
      return serialise(answer);
    };
  };
};
