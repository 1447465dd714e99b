import { input, type Json, plain } from './workspace-fixture.js';

export function text(length: number): string {
  return 'x'.repeat(length);
}

export function list<Item>(length: number, item: (index: number) => Item): Item[] {
  return Array.from({ length }, (_, index) => item(index));
}

export function option(value: number | string): Json {
  return { text: plain(`Option ${value}`), value: String(value) };
}

export function actions(...elements: Json[]): Json {
  return { type: 'actions', elements };
}

export function button(fields: Json = {}): Json {
  return actions({ type: 'button', text: plain('Go'), ...fields });
}

export function confirm(fields: Json): Json {
  return button({ confirm: { text: plain('Sure?'), ...fields } });
}

export function select(fields: Json): Json {
  return actions({ type: 'static_select', ...fields });
}

export function menu(...options: Json[]): Json {
  return select({ options });
}

export function field(element: Json, more: Json = {}): Json {
  return input('b', 'a', element, more);
}

export function number(fields: Json): Json {
  return field({ type: 'number_input', is_decimal_allowed: false, ...fields });
}

export function table(rows: unknown, more: Json = {}): Json {
  return { type: 'table', rows, ...more };
}

export function cell(content: string): Json {
  return { type: 'raw_text', text: content };
}

export function rich(...elements: Json[]): Json {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

export function image(fields: Json): Json {
  return { type: 'image', alt_text: 'A chart', ...fields };
}
