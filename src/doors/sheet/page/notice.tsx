/** A page that says one thing. */

type NoticeProps =
  | { readonly kind: 'opening' | 'closed' }
  | { readonly kind: 'failed'; readonly why: string };

export function Notice(props: NoticeProps) {
  if (props.kind === 'opening') {
    return (
      <main className="notice" aria-busy="true">
        <p className="mark">ftcost</p>
        <p role="status">Opening the sheet …</p>
      </main>
    );
  }
  return (
    <main className="notice">
      <p className="mark">ftcost</p>
      <h1>{props.kind === 'failed' ? 'The sheet cannot be shown' : 'This link opens nothing'}</h1>
      {props.kind === 'failed' ? (
        <p>{props.why}</p>
      ) : (
        <>
          <p>It has ended, was withdrawn, or was not copied whole.</p>
          <p>Ask whoever gave it to you for another one: “Open live” under a result in Slack makes it.</p>
        </>
      )}
    </main>
  );
}
