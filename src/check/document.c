/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * document.c - docs/formats/record.md, sections 2, 3 and 5.
 */
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tables are cut into their fields, everything else into its lines. */
static bool is_table(const struct document *d)
{
	return begins(d->kind, "facts/") || begins(d->kind, "evidence/");
}

/* Between an even number of quotation marks a comma ends a field; where a piece begins, none is
 * open. */
static bool next_piece(struct text *rest, bool table, struct text *piece)
{
	bool quoted = false;
	size_t len = 0;

	if (!rest->len)
		return false;
	while (len < rest->len) {
		char c = rest->at[len++];

		if (table && c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '\n' || (table && c == ',')))
			break;
	}
	*piece = (struct text){rest->at, len};
	rest->at += len;
	rest->len -= len;
	return true;
}

/* What is left of a piece that is withheld: its end, and behind quotation marks its line feeds. */
static bool is_shell(struct text piece, bool table)
{
	size_t at = 0;

	if (table && piece.len > 3 && piece.at[0] == '"') {
		for (at = 1; at < piece.len && piece.at[at] == '\n'; at++)
			;
		if (at == 1 || at == piece.len || piece.at[at++] != '"')
			return false;
	}
	return piece.len == at + 1 && (piece.at[at] == '\n' || (table && piece.at[at] == ','));
}

static struct hash hash_piece(const struct hash *salt, struct text piece)
{
	const struct text parts[] = {{"\x00", 1}, {(const char *)salt->b, HASH_BYTES}, piece};

	return sha256(parts, 3);
}

struct hash commitment_of(const struct document *d, const uint8_t *salt)
{
	struct text content = d->content, piece;
	struct tree tree = {0};

	while (next_piece(&content, is_table(d), &piece)) {
		uint8_t number[8];
		struct text parts[2] = {{(const char *)salt, 32}, {(const char *)number, 8}};
		struct hash own;

		for (int i = 0; i < 8; i++)
			number[i] = (uint8_t)(tree.size >> (56 - 8 * i));
		own = sha256(parts, 2);
		tree_add(&tree, hash_piece(&own, piece));
	}
	return tree_root(&tree);
}

const char *check_gaps(const struct document *d, const struct piece *pieces, size_t count)
{
	struct text content = d->content, piece;
	bool table = is_table(d);
	struct tree tree = {0};
	struct hash hash;

	for (size_t i = 0; i < count; i++) {
		if (!next_piece(&content, table, &piece))
			return "it has fewer pieces than were recorded";
		if (!pieces[i].kept && !is_shell(piece, table))
			return "a piece that is withheld is not empty";
		hash = hash_piece(&pieces[i].salt, piece);
		if (pieces[i].kept && !equal(&hash, &pieces[i].hash))
			return "a piece is not what was recorded";
		tree_add(&tree, pieces[i].hash);
	}
	if (content.len)
		return "it has more pieces than were recorded";
	hash = tree_root(&tree);
	return equal(&hash, &d->commitment) ? NULL : "its pieces are not those that were recorded";
}

/* Days since 1970-01-01 to a civil date, by counting eras of 400 years from a first of March. */
static void civil(int64_t day, int *year, int *month, int *dom)
{
	int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

	*dom = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

static int write_instant(char *out, int64_t ms)
{
	int64_t day = ms >= 0 ? ms / 86400000 : -((-ms + 86399999) / 86400000);
	int64_t rest = ms - day * 86400000;
	int year, month, dom;

	civil(day, &year, &month, &dom);
	return sprintf(out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, dom,
		       (int)(rest / 3600000), (int)(rest / 60000 % 60), (int)(rest / 1000 % 60),
		       (int)(rest % 1000));
}

static size_t add(char *out, size_t at, struct text text)
{
	memcpy(out + at, text.at, text.len);
	return at + text.len;
}

/* Written into one place again and again: valid until the next call. */
struct text entry_of(const struct document *d)
{
	static char *out;
	static size_t cap;
	size_t need = d->kind.len + d->name.len + d->author.len + d->signature.len + 512, at = 0;

	if (need > cap) {
		give_back(out);
		cap = 2 * need;
		out = room(cap);
	}
	at = add(out, at, literal("servanda-document/v2\nkind: "));
	at = add(out, at, d->kind);
	at = add(out, at, literal("\nname: "));
	at = add(out, at, d->name);
	at = add(out, at, literal("\nauthor: "));
	at = add(out, at, d->author);
	at = add(out, at, literal("\ncontent: "));
	for (int i = 0; i < HASH_BYTES; i++)
		at += (size_t)sprintf(out + at, "%02x", d->commitment.b[i]);
	at = add(out, at, literal("\nrecorded: "));
	at += (size_t)write_instant(out + at, d->recorded_ms);
	out[at++] = '\n';
	at = add(out, at, d->signature);
	return (struct text){out, at};
}

bool parse_entry(struct text entry, struct document *d)
{
	struct text rest = entry, line, hex, recorded;

	if (!next_line(&rest, &line) || !same(line, literal("servanda-document/v2")) ||
	    !next_field(&rest, "kind: ", &d->kind) || !next_field(&rest, "name: ", &d->name) ||
	    !next_field(&rest, "author: ", &d->author) || !next_field(&rest, "content: ", &hex) ||
	    !from_hex(hex, d->commitment.b, HASH_BYTES) ||
	    !next_field(&rest, "recorded: ", &recorded) || recorded.len != 24)
		return false;
	d->signature = rest;
	return rest.len == 0 || (begins(rest, "\xe2\x80\x94 ") && rest.at[rest.len - 1] == '\n' &&
				 memchr(rest.at, '\n', rest.len) == rest.at + rest.len - 1);
}

/*
 * Keys and tombstones.  An act is written in one way only (docs/formats/acts.md), so it can be read
 * by its first bytes.
 */
static struct key *keys;
static size_t key_count, key_cap;
static struct {
	uint64_t index, tombstone;
	bool said;
} * stones;
static size_t stone_count, stone_cap, left_out_count;
static uint64_t checked;

static void *grow(void *array, size_t count, size_t *cap, size_t size)
{
	if (count < *cap)
		return array;
	*cap = 2 * *cap + 16;
	array = more_room(array, *cap * size);
	return array;
}

static void note_key(struct text content)
{
	const char *at = memmem(content.at, content.len, "\"key\":\"", 7), *stop;

	if (!at)
		return;
	at += 7;
	stop = memchr(at, '"', (size_t)(content.at + content.len - at));
	keys = grow(keys, key_count, &key_cap, sizeof(*keys));
	if (stop && parse_key((struct text){at, (size_t)(stop - at)}, &keys[key_count]))
		key_count++;
}

/* The members of a body stand in the order of their names, so its end says from where something is
 * withheld; inside a text a quotation mark has a backslash before it. */
static bool is_of_scope(struct text content, const char *scope)
{
	static const char *const ends[] = {"false}}\n", "true}}\n"};
	char tail[64];

	for (int i = 0; i < 2; i++) {
		size_t len = (size_t)snprintf(tail, sizeof(tail), ",\"scope\":\"%s\",\"whole\":%s",
					      scope, ends[i]);

		if (content.len > len && memcmp(content.at + content.len - len, tail, len) == 0)
			return true;
	}
	return false;
}

void note_act(const struct document *d)
{
	char head[96];

	if (same(d->kind, literal("act/key.enrol")) || same(d->kind, literal("act/key.rotate")))
		note_key(d->content);
	if (!same(d->kind, literal("act/redaction.confirm")))
		return;
	for (size_t i = 0; i < stone_count; i++) {
		snprintf(head, sizeof(head),
			 "{\"act\":\"redaction.confirm\",\"subject\":\"%" PRIu64 "\",",
			 stones[i].index);
		if (stones[i].tombstone != d->index || !begins(d->content, head) ||
		    is_of_scope(d->content, "none"))
			continue;
		stones[i].said = true;
		left_out_count += is_of_scope(d->content, "copies");
	}
}

void note_tombstone(uint64_t index, uint64_t tombstone)
{
	stones = grow(stones, stone_count, &stone_cap, sizeof(*stones));
	stones[stone_count].index = index;
	stones[stone_count].said = false;
	stones[stone_count++].tombstone = tombstone;
}

void note_signature(const struct document *d)
{
	struct text entry, statement, line = d->signature;
	const char *recorded;

	if (!line.len)
		return;
	entry = entry_of(d);
	recorded = memmem(entry.at, entry.len, "\nrecorded: ", 11);
	statement = (struct text){entry.at, (size_t)(recorded + 1 - entry.at)};
	line.len--; /* without its line feed */
	for (size_t i = 0; i < key_count; i++) {
		if (line_is_signed(line, &keys[i], statement)) {
			checked++;
			return;
		}
	}
	/* A key of this name that is known and did not make it. */
	for (size_t i = 0; i < key_count; i++)
		if (line.len > 4 + strlen(keys[i].name) &&
		    memcmp(line.at + 4, keys[i].name, strlen(keys[i].name)) == 0 &&
		    line.at[4 + strlen(keys[i].name)] == ' ')
			wrong("document %" PRIu64 ": the signature of '%s' is false", d->index,
			      keys[i].name);
}

void check_noted(uint64_t from, uint64_t size)
{
	for (size_t i = 0; i < stone_count; i++)
		if (!stones[i].said && stones[i].tombstone >= from && stones[i].tombstone < size)
			wrong("document %" PRIu64 ": it is withheld, and document %" PRIu64
			      " does not say so",
			      stones[i].index, stones[i].tombstone);
		else if (stones[i].tombstone >= size)
			wrong("document %" PRIu64 ": it is withheld, and nothing says so",
			      stones[i].index);
}

void say_left_out(void)
{
	if (left_out_count)
		printf("%zu %s what is withheld from copies\n", left_out_count,
		       left_out_count == 1 ? "document lacks" : "documents lack");
}

uint64_t signatures_checked(void)
{
	return checked;
}
