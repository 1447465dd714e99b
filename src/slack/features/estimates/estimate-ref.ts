/** Where in the list of saved estimates somebody is. */
export interface ListPlace {
  /** From 0. */
  readonly page: number;
  /** Words that the listed estimates have; empty for all. */
  readonly filter: string;
}

/** What a button beside a saved estimate stands for. */
export interface EstimateRef {
  readonly id: string;
  /** The list that the button stands in, if it does. */
  readonly place?: ListPlace;
}

/** Longest filter, in UTF-16 units: it goes into every button of the list. */
export const FILTER_LENGTH = 40;

/** The first page of everything. */
export const ALL_ESTIMATES: ListPlace = { page: 0, filter: '' };

/** A place in the list as the value of a button. */
export function writePlace({ page, filter }: ListPlace): string {
  return `${page}|${filter}`;
}

/** The reverse of `writePlace`; the beginning of the list for anything else. */
export function readPlace(value: string): ListPlace {
  const [, page = '', filter = ''] = /^(\d{1,4})\|(.*)$/s.exec(value) ?? [];
  return page === '' ? ALL_ESTIMATES : { page: Number(page), filter: filter.slice(0, FILTER_LENGTH) };
}

/** What a button stands for, as its value. */
export function writeRef({ id, place }: EstimateRef): string {
  return place === undefined ? id : `${id}|${writePlace(place)}`;
}

/** The reverse of `writeRef`. The id may be anything: look it up. */
export function readRef(value: string): EstimateRef {
  const end = value.indexOf('|');
  return end === -1 ? { id: value } : { id: value.slice(0, end), place: readPlace(value.slice(end + 1)) };
}

/** A choice in a menu that stands for a button. */
export interface ButtonChoice {
  readonly actionId: string;
  readonly value: string;
}

/** Such a choice as the value of an option. */
export function writeChoice({ actionId, value }: ButtonChoice): string {
  return `${actionId}:${value}`;
}

/** The reverse of `writeChoice`. The action may be anything: look it up. */
export function readChoice(option: string): ButtonChoice {
  const end = option.indexOf(':');
  return { actionId: option.slice(0, end), value: option.slice(end + 1) };
}
