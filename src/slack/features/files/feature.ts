import type { Feature } from '../../entry/feature.js';
import { STOP_READING } from '../../kit/action-ids.js';
import { answerFiles } from './answer-files.js';
import { stopReading } from './reading.js';

/** The team's own files: training data, usage exports, evaluations. */
export const files: Feature = {
  files: answerFiles,
  presses: { [STOP_READING]: stopReading },
};
