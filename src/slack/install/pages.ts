import type { ServerResponse } from 'node:http';

/** A page for people who install the app: a heading, what it means, and what to press next. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly lines: readonly string[];
  readonly next?: { readonly label: string; readonly url: string };
}

/** Where people install the app, and where Slack sends them back to. */
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

const AGAIN = { label: 'Begin again', url: INSTALL_PATH };

export function startPage(authorizeUrl: string): Page {
  return {
    status: 200,
    title: 'Install ftcost in your workspace',
    lines: [
      'ftcost says whether to prompt, retrieve or fine-tune an LLM workload, what it costs and when it pays back.',
      'Slack asks you next which workspace it is for and what the app may do. Finish within ten minutes, in this browser.',
      'If the app is there already, this gives it the rights that it lacks and keeps everything it knows.',
    ],
    next: { label: 'Add to Slack', url: authorizeUrl },
  };
}

export function installedPage(name: string, slackUrl: string): Page {
  return {
    status: 200,
    title: 'ftcost is installed',
    lines: [
      `It is now in ${name}.`,
      'Invite it to a channel with /invite @ftcost, and type /ftcost there. /ftcost help shows the rest.',
    ],
    next: { label: 'Open Slack', url: slackUrl },
  };
}

export const CANCELLED: Page = {
  status: 200,
  title: 'Nothing was installed',
  lines: ['You pressed Cancel on the page of Slack. You can begin again whenever you like.'],
  next: AGAIN,
};

export const NOT_FROM_HERE: Page = {
  status: 400,
  title: 'Begin the installation here',
  lines: [
    'This address is where Slack sends people at the end of an installation. It has to be begun first.',
  ],
  next: { label: 'Install ftcost', url: INSTALL_PATH },
};

export const OTHER_BROWSER: Page = {
  status: 400,
  title: 'This installation was begun elsewhere',
  lines: [
    'For safety an installation ends in the browser in which it began, with cookies allowed. Nothing was installed.',
  ],
  next: AGAIN,
};

export const EXPIRED: Page = {
  status: 400,
  title: 'This installation is over',
  lines: ['It was finished already, or begun more than ten minutes ago. Nothing was changed just now.'],
  next: AGAIN,
};

export const NOT_SAVED: Page = {
  status: 500,
  title: 'The installation could not be kept',
  lines: ['Something went wrong on our side. Please begin again in a minute.'],
  next: AGAIN,
};

export const TOO_MANY_VISITS: Page = {
  status: 429,
  title: 'Too many are here just now',
  lines: [
    'This page was opened very often in the last minute. Nothing was begun. Please come back in a minute.',
  ],
  next: AGAIN,
};

export const NO_ANSWER: Page = {
  status: 502,
  title: 'Slack did not answer',
  lines: ['Nothing was installed. Please begin again in a minute.'],
  next: AGAIN,
};

/** @param word Slack's own word for why */
export function refusedPage(word: string): Page {
  const reason = REASONS.get(word) ?? 'Begin again, or ask an admin of the workspace.';
  return {
    status: 400,
    title: 'Slack did not install the app',
    lines: [`Slack's reason: ${/^\w{1,60}$/.test(word) ? word : 'unknown'}.`, reason],
    next: AGAIN,
  };
}

const OPERATOR = 'This is for the operator of ftcost to mend:';
const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    invalid_code: 'The installation took too long, or was finished already. Begin again.',
    code_already_used: 'The installation was finished already.',
    bad_redirect_uri: `${OPERATOR} the redirect URL in the app's settings has to be PUBLIC_URL with ${REDIRECT_PATH} after it.`,
    bad_client_secret: `${OPERATOR} SLACK_CLIENT_SECRET is not the one of the app.`,
    invalid_client_id: `${OPERATOR} SLACK_CLIENT_ID is not the one of the app.`,
    invalid_team_for_non_distributed_app: `${OPERATOR} public distribution is not switched on in the app's settings.`,
    org_login_required: 'The workspace is being moved to an Enterprise organisation. Try again tomorrow.',
  }),
);

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.5rem;color:#1d1c1d;background:#fff}' +
  'h1{font-size:1.6rem}a{display:inline-block;margin-top:1rem;padding:.6rem 1.2rem;border-radius:.4rem;' +
  'background:#1b3a4b;color:#fff;text-decoration:none}a:focus-visible{outline:3px solid #e8912d}' +
  '@media(prefers-color-scheme:dark){body{background:#1a1d21;color:#e8e8e8}a{background:#5aa9c7;color:#0b1a20}}';

/** The page as HTML. */
function renderPage({ title, lines, next }: Page): string {
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  const link = next === undefined ? '' : `<a href="${escapeHtml(next.url)}">${escapeHtml(next.label)}</a>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${paragraphs}
${link}
</main>
</body>
</html>
`;
}

/** Sends a page. Its address may hold a code, so it is neither kept nor passed on. */
export function sendPage(response: ServerResponse, page: Page, cookie?: string): void {
  // First, so that a page that cannot be made leaves room for another answer.
  const html = renderPage(page);
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    ...(cookie !== undefined && { 'set-cookie': cookie }),
  });
  response.end(html);
}
