import { upperFirst, type Workload } from '../../../engine/index.js';
import {
  type FlatValue,
  type FlatWorkload,
  isNames,
  toWorkload,
  without,
} from '../../grammar/flat-workload.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { OF_THE_MODEL } from '../../grammar/write-field.js';
import type { FormView } from '../../kit/view-state.js';
import type { Destination } from '../../posting/post-content.js';
import { CHOICE_FIELDS, CONDITIONS, LIST_FIELDS } from './detail-fields.js';
import { blockIdOf, type FormField, type TextField } from './form-fields.js';
import { initialText } from './form-inputs.js';
import { type AdjustedEstimate, type FormMemory, readMemory } from './form-metadata.js';
import { detailAt, fieldOfPath, textFieldsOf } from './form-paths.js';
import { stateOf } from './form-state.js';
import { taskOfValue } from './task-choice.js';

/** What a submitted form says. */
export type FormOutcome =
  | {
      readonly ok: true;
      readonly workload: Workload;
      readonly destination: Destination;
      /** Ids of the files that were added. */
      readonly fileIds: readonly string[];
      /** The saved estimate that this takes the place of. */
      readonly replaces?: AdjustedEstimate;
    }
  | {
      readonly ok: false;
      /** `block_id` -> what is wrong and how to mend it. */
      readonly errors: Readonly<Record<string, string>>;
      /** What is wrong with values whose fields are not shown; then nothing else is, and the fields have to be. */
      readonly hidden?: readonly string[];
    };

/** Reads a submitted form. Pure; never throws. What the page does not show comes from the form's memory. */
export function readWorkloadModal(view: FormView, vocabulary: Vocabulary): FormOutcome {
  const reader = new FormReader(view, vocabulary);
  reader.readModel();
  reader.readChoices();
  reader.readTexts(true);
  const destination = reader.destination();
  const outcome = toWorkload(reader.flat);
  if (reader.errors.size === 0 && !outcome.ok) {
    for (const { path, message } of outcome.issues) reader.failAt(path, message);
    if (reader.hidden.length > 0) return { ok: false, errors: {}, hidden: reader.hidden };
  }
  if (outcome.ok && destination !== undefined && reader.errors.size === 0) {
    const { workload } = outcome;
    const { replaced: replaces, fileIds } = reader;
    return { ok: true, workload, destination, fileIds, ...(replaces !== undefined && { replaces }) };
  }
  return { ok: false, errors: reader.errorsByBlock() };
}

/** What can be read of a form that is still being filled in, for a form that replaces it. */
export function readUnfinishedForm(view: FormView, vocabulary: Vocabulary): FlatWorkload {
  const reader = new FormReader(view, vocabulary);
  reader.readModel();
  reader.readChoices();
  reader.readTexts(false);
  return reader.flat;
}

/** Reads the fields one by one, over what the form remembers. */
class FormReader {
  readonly errors = new Map<FormField, string>();
  readonly hidden: string[] = [];
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

  private replaceOne(path: string, value: FlatValue | undefined): void {
    this.replace([path], value === undefined ? {} : { [path]: value });
  }

  /** An error of the workload as a whole: beside the field that shows the path, or where it is seen for sure. */
  failAt(path: string, message: string): void {
    const field = fieldOfPath(path, this.isDetailed);
    const detail = field === undefined ? detailAt(path) : undefined;
    if (detail === undefined) {
      this.fail(field ?? 'volume', message);
      return;
    }
    const reading = detail.read(detail.write(this.flat) ?? '', this.vocabulary);
    this.hidden.push(`${detail.label}: ${reading.ok ? message : reading.problem}`);
  }

  /** Reads every text field, and asks for the required ones if the form is finished. */
  readTexts(isFinished: boolean): void {
    for (const field of textFieldsOf(this.isDetailed)) this.readText(field, isFinished);
  }

  private readText(field: TextField, isFinished: boolean): void {
    const { id, required } = field;
    const text = this.state.text(id);
    // What nobody has touched is not read again: a text is shorter than the numbers behind it.
    if (text !== undefined && text !== initialText(field, this.memory.base)) this.readTyped(field, text);
    if (isFinished && required?.isGiven(this.flat) === false) this.fail(id, required.ask);
  }

  private readTyped({ id, paths, read }: TextField, text: string): void {
    if (text.trim() === '') {
      this.replace(paths, {});
      return;
    }
    const reading = read(text, this.vocabulary);
    if (reading.ok) this.replace(paths, reading.values);
    else this.fail(id, reading.problem);
  }

  readModel(): void {
    const chosen = this.state.choice('model') ?? this.flat['current.model'];
    if (typeof chosen !== 'string') {
      this.fail('model', 'choose the model that answers today.');
      return;
    }
    const model = this.vocabulary.findModel(chosen);
    if (!model) this.fail('model', 'this model is no longer in the catalogue. Choose another.');
    // What was set and measured of another model goes with it, unless the page shows it.
    if (!this.isDetailed && chosen !== this.flat['current.model']) this.replace(OF_THE_MODEL, {});
    this.replace(['current.model'], { 'current.model': chosen });
  }

  readChoices(): void {
    const task = this.state.choice('task');
    if (task !== undefined) this.replaceOne('task', task === null ? undefined : taskOfValue(task));
    if (!this.isDetailed) return;
    for (const { id, path } of CHOICE_FIELDS) {
      const chosen = this.state.choice(id);
      if (chosen !== undefined) this.replaceOne(path, chosen ?? undefined);
    }
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
    const before = new Set(isNames(known) ? known : []);
    if (chosen === undefined) return;
    const isSame = chosen.length === before.size && chosen.every((name) => before.has(name));
    if (!isSame) this.replace([path], chosen.length === 0 ? {} : { [path]: chosen });
  }

  /** The saved estimate that the form was opened with, if the box says so. */
  get replaced(): AdjustedEstimate | undefined {
    return this.state.isTicked('estimate') ? this.memory.estimate : undefined;
  }

  get fileIds(): readonly string[] {
    return this.isDetailed ? this.state.files('files') : [];
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
