const WHOLE = Symbol('whole answer');

/** An acknowledgement that carries the whole answer: when it is out, nothing is left to be lost. */
export function wholeAnswer<Answer extends object>(answer: Answer): Answer {
  // The mark is not sent: JSON leaves symbols out.
  return { ...answer, [WHOLE]: true };
}

/** Whether nothing comes after this acknowledgement. Of a form, that is one that leaves it open as it is. */
export function isWholeAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  if (WHOLE in answer) return true;
  return (
    'response_action' in answer && (answer.response_action === 'errors' || answer.response_action === 'push')
  );
}
