/** Whether the bundled fonts can draw a text: letters, digits and signs of Latin, Greek and Cyrillic script. */
export function isDrawable(text: string): boolean {
  return (
    /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{P}\p{Zs}$+<>=|~^`]*$/u.test(text) &&
    !/[\u3000-\uffff]/.test(text)
  );
}
