// Pins the images of Dockerfile and compose.yaml to the digests that their tags have now, or renews these: with Docker
// and its Buildx, `npm run pin:images`. Writes nothing unless every digest could be looked up.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** An image of another maker: what we build ourselves has no tag. */
const IMAGE = /^(FROM |\s+image: )([\w./-]+:[\w.-]+)(?:@sha256:[0-9a-f]{64})?/gm;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

const digests = new Map();

/** @param {string} image */
function digestOf(image) {
  if (!digests.has(image)) {
    const words = ['buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}'];
    const answer = execFileSync('docker', words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }).trim();
    if (!DIGEST.test(answer)) throw new Error(`${image} has no digest: docker answered "${answer}".`);
    digests.set(image, answer);
  }
  return digests.get(image);
}

const pinned = ['Dockerfile', 'compose.yaml'].map((file) => {
  const text = readFileSync(file, 'utf8');
  return [file, text.replace(IMAGE, (_, before, image) => `${before}${image}@${digestOf(image)}`)];
});
for (const [file, text] of pinned) writeFileSync(file, text);
for (const [image, digest] of digests) console.log(`${image}@${digest}`);
