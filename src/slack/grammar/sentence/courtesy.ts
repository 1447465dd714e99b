/** What people say that asks for nothing: *thanks*, *great, thank you!* */

const COURTESIES: ReadonlySet<string> = new Set(
  'thanks thank thx ty you cheers great nice cool perfect awesome ok okay got it super danke merci gracias grazie lot so much very a many 👍 🙏 :+1: :pray: :thumbsup:'.split(
    ' ',
  ),
);

/** Whether a text is nothing but a courtesy. */
export function isCourtesy(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,.!]+/)
    .filter((word) => word !== '');
  return words.length > 0 && words.length <= 8 && words.every((word) => COURTESIES.has(word));
}
