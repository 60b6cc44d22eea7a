// SPDX-License-Identifier: EUPL-1.2
// sigstore.mjs PUBLIC_KEY RECEIPT...: gives checkpoint and inclusion proof of each receipt to the
// verifier of @sigstore/verify, in the form in which it knows those of Rekor, then damages each in
// turn: it has to accept the first and to refuse the rest.  Nothing of servanda's own judges here.
// Prints TAP.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.SERVANDA_NPM, "package.json"));
const dist = path.join(process.env.SERVANDA_NPM, "node_modules/@sigstore/verify/dist/timestamp");
const { verifyMerkleInclusion } = require(path.join(dist, "merkle.js"));
const { verifyCheckpoint } = require(path.join(dist, "checkpoint.js"));

// NAME+ID+BASE64 (c2sp.org/signed-note): a byte that says Ed25519, then the key.
const [, id, base64] = splitKey(fs.readFileSync(process.argv[2], "utf8").trim());

// A base64 text may hold a plus sign itself.
function splitKey(text) {
	const [name, keyId] = text.split("+");
	return [name, keyId, text.slice(name.length + keyId.length + 2)];
}
const publicKey = crypto.createPublicKey({
	key: Buffer.concat([
		Buffer.from("302a300506032b6570032100", "hex"), // SubjectPublicKeyInfo of Ed25519, RFC 8410
		Buffer.from(base64, "base64").subarray(1),
	]),
	format: "der",
	type: "spki",
});
const logs = [
	{ logID: Buffer.from(id, "hex"), publicKey, validFor: { start: new Date(0), end: new Date(1e14) } },
];

// c2sp.org/tlog-proof
function entryOf(text) {
	const lines = text.split("\n");
	const gap = lines.indexOf("");
	const envelope = lines.slice(gap + 1).join("\n");
	const [, size, root] = envelope.split("\n");
	if (lines[0] !== "c2sp.org/tlog-proof@v1") throw new Error("no receipt");
	return {
		canonicalizedBody: Buffer.from(lines[1].replace("extra ", ""), "base64"),
		integratedTime: "1700000000",
		inclusionProof: {
			logIndex: lines[2].replace("index ", ""),
			treeSize: size,
			rootHash: Buffer.from(root, "base64"),
			hashes: lines.slice(3, gap).map((line) => Buffer.from(line, "base64")),
			checkpoint: { envelope },
		},
	};
}

function accepts(entry) {
	try {
		verifyMerkleInclusion(entry);
		verifyCheckpoint(entry, logs);
		return true;
	} catch (error) {
		if (error.code !== "TLOG_INCLUSION_PROOF_ERROR") throw error;
		return false;
	}
}

const flip = (bytes, bit) => {
	const copy = Buffer.from(bytes);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
};

// Every way in which a receipt can say something else.
function* damaged(text) {
	const whole = entryOf(text);
	yield { ...whole, canonicalizedBody: flip(whole.canonicalizedBody, 11) };
	const { inclusionProof } = whole;
	for (let i = 0; i < inclusionProof.hashes.length; i++) {
		const entry = entryOf(text);
		entry.inclusionProof.hashes[i] = flip(entry.inclusionProof.hashes[i], i);
		yield entry;
	}
	const moved = entryOf(text);
	moved.inclusionProof.logIndex = String((BigInt(moved.inclusionProof.logIndex) + 1n) %
		BigInt(moved.inclusionProof.treeSize));
	yield moved;
	const other = entryOf(text);
	other.inclusionProof.checkpoint.envelope = other.inclusionProof.checkpoint.envelope.replace(
		/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`);
	yield other;
	const root = entryOf(text);
	root.inclusionProof.rootHash = flip(root.inclusionProof.rootHash, 200);
	yield root;
}

const receipts = process.argv.slice(3).map((file) => fs.readFileSync(file, "utf8"));
const accepted = receipts.filter((text) => accepts(entryOf(text))).length;
let tried = 0;
let missed = 0;
for (const text of receipts)
	for (const entry of damaged(text)) {
		tried++;
		if (accepts(entry)) missed++;
	}
console.log("1..2");
console.log(`${accepted === receipts.length && accepted > 0 ? "" : "not "}ok 1 - @sigstore/verify accepts ` +
	`checkpoint and proof of ${accepted} of ${receipts.length} receipts`);
console.log(`${missed === 0 && tried > 0 ? "" : "not "}ok 2 - it refuses each of ${tried} that were damaged`);
process.exit(accepted === receipts.length && missed === 0 ? 0 : 1);
