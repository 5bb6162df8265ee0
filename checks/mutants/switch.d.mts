export const TOLD_FROM: number;
