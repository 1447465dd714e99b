import { upperFirst, type Workload } from '../../engine/index.js';
import type { Destination } from '../posting/post-content.js';
import { fieldAt } from '../workload/fields.js';
import { type FlatValue, type FlatWorkload, toWorkload, without } from '../workload/flat-workload.js';
import { readField } from '../workload/read-field.js';
import { oneOff, queriesPerDay, readVolume } from '../workload/read-volume.js';
import type { Vocabulary } from '../workload/vocabulary.js';
import { CONDITIONS, LIST_FIELDS } from './detail-fields.js';
import { blockIdOf, type FormField, type TextField, UNITS } from './form-fields.js';
import { initialText } from './form-inputs.js';
import { type AdjustedEstimate, type FormMemory, readMemory } from './form-metadata.js';
import { fieldOfPath, textFieldsOf } from './form-paths.js';
import { type FormView, stateOf } from './form-state.js';

/** What a submitted form says. */
export type FormOutcome =
  | {
      readonly ok: true;
      readonly workload: Workload;
      readonly destination: Destination;
      /** The saved estimate that this takes the place of. */
      readonly replaces?: AdjustedEstimate;
    }
  | {
      readonly ok: false;
      /** `block_id` -> what is wrong and how to mend it. */
      readonly errors: Readonly<Record<string, string>>;
    };

/** Reads a submitted form. Pure; never throws. What the page does not show comes from the form's memory. */
export function readWorkloadModal(view: FormView, vocabulary: Vocabulary): FormOutcome {
  const reader = new FormReader(view, vocabulary);
  reader.readVolume();
  reader.readModel();
  reader.readChoices();
  reader.readTexts(true);
  const destination = reader.destination();
  const outcome = toWorkload(reader.flat);
  if (reader.errors.size === 0 && !outcome.ok) {
    for (const { path, message } of outcome.issues) reader.failAt(path, message);
  }
  if (outcome.ok && destination !== undefined && reader.errors.size === 0) {
    const { workload } = outcome;
    const { replaced: replaces } = reader;
    return { ok: true, workload, destination, ...(replaces !== undefined && { replaces }) };
  }
  return { ok: false, errors: reader.errorsByBlock() };
}

/** What can be read of a form that is still being filled in, for a form that replaces it. */
export function readUnfinishedForm(view: FormView, vocabulary: Vocabulary): FlatWorkload {
  const reader = new FormReader(view, vocabulary);
  reader.readVolume();
  reader.readModel();
  reader.readChoices();
  reader.readTexts(false);
  return reader.flat;
}

/** Reads the fields one by one, over what the form remembers. */
class FormReader {
  readonly errors = new Map<FormField, string>();
  flat: FlatWorkload;
  private readonly memory: FormMemory;
  private readonly isDetailed: boolean;
  private readonly state: ReturnType<typeof stateOf>;

  constructor(
    view: FormView,
    private readonly vocabulary: Vocabulary,
  ) {
    this.memory = readMemory(view.private_metadata);
    this.state = stateOf(view, this.memory.generations);
    this.flat = this.memory.base;
    this.isDetailed = this.memory.isDetailed === true;
  }

  fail(field: FormField, message: string): void {
    if (!this.errors.has(field)) this.errors.set(field, upperFirst(message));
  }

  /** Slack has failed to show errors under a model select, so a lone one is repeated under the next field. */
  errorsByBlock(): Readonly<Record<string, string>> {
    const shown = new Map(this.errors);
    const model = shown.get('model');
    if (model !== undefined && !shown.has('volume')) shown.set('volume', `Model in use, above: ${model}`);
    return Object.fromEntries(
      [...shown].map(([field, text]) => [blockIdOf(field, this.memory.generations), text]),
    );
  }

  private replace(paths: readonly string[], values: Readonly<Record<string, FlatValue>>): void {
    this.flat = { ...without(this.flat, paths), ...values };
  }

  /** An error of the workload as a whole, beside the field that shows the path, or where it is seen for sure. */
  failAt(path: string, message: string): void {
    this.fail(fieldOfPath(path, this.isDetailed) ?? 'volume', message);
  }

  /** Reads every text field, and asks for the required ones if the form is finished. */
  readTexts(isFinished: boolean): void {
    for (const field of textFieldsOf(this.isDetailed)) this.readText(field, isFinished && field.isRequired);
  }

  private readText(field: TextField, isRequired: boolean): void {
    const { id, path } = field;
    const text = this.state.text(id);
    // What nobody has touched is not read again: a text is shorter than the number behind it.
    if (text === undefined || text === initialText(field, this.memory.base[path])) return;
    if (text.trim() === '') {
      this.replace([path], {});
      if (isRequired) this.fail(id, 'write a number here, like 200 or 2k.');
      return;
    }
    const reading = readField(fieldAt(path), text, this.vocabulary);
    if (reading.ok) this.replace([path], reading.values);
    else this.fail(id, reading.problem);
  }

  readVolume(): void {
    const text = this.state.text('volume');
    if (text === undefined) return;
    const paths = ['volume.queriesPerDay', 'volume.oneOffQueries'];
    const wasOnce = this.flat['volume.oneOffQueries'] !== undefined;
    const unit = this.state.choice('unit') ?? (wasOnce ? 'once' : 'day');
    const field = fieldAt('volume.queriesPerDay');
    const hasOwnUnit = /\/|ps$|pd$|pm$|once$/i.test(text.trim());
    const withUnit =
      unit === 'once' ? oneOff(text) : queriesPerDay(field, text, unit in UNITS ? unit : 'day');
    const reading = hasOwnUnit ? readVolume(field, text.trim()) : withUnit;
    if (reading.ok) this.replace(paths, reading.values);
    else this.fail('volume', reading.problem);
  }

  readModel(): void {
    const chosen = this.state.choice('model') ?? this.flat['current.model'];
    if (typeof chosen !== 'string') {
      this.fail('model', 'choose the model that answers today.');
      return;
    }
    const model = this.vocabulary.findModel(chosen);
    if (!model) this.fail('model', 'this model is no longer in the catalogue. Choose another.');
    this.replace(['current.model'], { 'current.model': chosen });
  }

  readChoices(): void {
    for (const [id, path] of [
      ['task', 'task'],
      ['knowledge', 'knowledge.kind'],
    ] as const) {
      const chosen = this.state.choice(id);
      if (chosen !== undefined) this.replace([path], chosen === null ? {} : { [path]: chosen });
    }
    if (!this.isDetailed) return;
    for (const { id, path } of LIST_FIELDS) this.readList(path, this.state.choices(id));
    const ticked = this.state.choices('conditions');
    for (const path of ticked === undefined ? [] : Object.keys(CONDITIONS)) {
      // A box that was never ticked stays unsaid; one that was is now denied.
      if (ticked?.includes(path) === true) this.replace([path], { [path]: true });
      else if (this.flat[path] === true) this.replace([path], { [path]: false });
    }
  }

  private readList(path: string, chosen: readonly string[] | undefined): void {
    const known = this.flat[path];
    const before = new Set(Array.isArray(known) ? known : []);
    if (chosen === undefined) return;
    const isSame = chosen.length === before.size && chosen.every((name) => before.has(name));
    if (!isSame) this.replace([path], chosen.length === 0 ? {} : { [path]: chosen });
  }

  /** The saved estimate that the form was opened with, if the box says so. */
  get replaced(): AdjustedEstimate | undefined {
    return this.state.isTicked('estimate') ? this.memory.estimate : undefined;
  }

  destination(): Destination | undefined {
    if (this.state.isTicked('privacy')) return { kind: 'private' };
    const { channelId: here, threadTs } = this.memory;
    const channelId = this.state.conversation('destination') ?? here;
    const thread = channelId === here && threadTs !== undefined ? { threadTs } : {};
    if (channelId !== undefined) return { kind: 'conversation', channelId, ...thread };
    this.fail('destination', 'choose where to post, or tick the box below to keep it to yourself.');
    return undefined;
  }
}
