/** Days after which a draft that nobody published goes away. */
export const DRAFT_DAYS = 30;
