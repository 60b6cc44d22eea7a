/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verify.h - servanda-verify: whether what servanda gave away is what it says.
 *
 * Written from docs/formats alone and sharing no code with the program it
 * checks: the two can only be wrong together where the documents are.  The
 * first thing wrong ends the run: it is printed with its place, and the exit
 * status is 1.
 */
#ifndef SV_CHECK_VERIFY_H
#define SV_CHECK_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_BYTES 32

struct hash {
	uint8_t b[HASH_BYTES];
};

/* Bytes that somebody else keeps. */
struct text {
	const char *at;
	size_t len;
};

/* Exit status 1: it is not what it says.  Exit status 2: the command line.  4: it cannot be read.
 */
void wrong(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
void misused(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
void unreadable(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

void *room(size_t bytes); /* ends the program when there is none */
void *more_room(void *memory, size_t bytes);
void give_back(const void *memory);
struct text read_file(const char *path);
struct text literal(const char *words);
bool same(struct text a, struct text b);
bool begins(struct text text, const char *with);

/* Cut the next line off, without its line feed; false when no line feed comes any more. */
bool next_line(struct text *rest, struct text *line);
/* The rest of the next line after these words, which must stand there. */
bool next_field(struct text *rest, const char *words, struct text *value);
bool to_number(struct text text, uint64_t *number); /* decimal, no leading zero */
bool from_hex(struct text text, uint8_t *bytes, size_t len);
bool from_base64(struct text text, uint8_t *bytes, size_t len);

/* tree.c: SHA-256 and RFC 6962. */
struct hash sha256(const struct text *parts, size_t count);
struct hash leaf_hash(struct text entry);
struct hash node_hash(const struct hash *left, const struct hash *right);
bool equal(const struct hash *a, const struct hash *b);

struct tree {
	uint64_t size;
	struct hash peak[64]; /* of the complete subtree for each bit of size */
};

void tree_add(struct tree *tree, struct hash leaf);
struct hash tree_root(const struct tree *tree);

bool is_included(struct hash leaf, uint64_t index, uint64_t size, const struct hash *path,
		 size_t count, const struct hash *root);
bool is_consistent(uint64_t older, const struct hash *older_root, uint64_t newer,
		   const struct hash *newer_root, const struct hash *path, size_t count);

/* note.c: signed notes, checkpoints, policies. */
struct key {
	char name[129];
	uint8_t type; /* 1 signs notes, 4 cosigns checkpoints */
	uint8_t id[4];
	uint8_t public[32];
};

struct checkpoint {
	struct text body; /* what is signed */
	struct text origin;
	uint64_t size;
	struct hash root;
	struct text note;
};

#define WITNESSES_MAX 256
#define GROUPS_MAX 256

/* Whose word is asked for: one log, witnesses, groups of them, and the group that suffices. */
struct policy {
	bool has_log;
	struct key log;
	struct {
		char name[129];
		struct key key;
	} witness[WITNESSES_MAX];
	size_t witnesses;
	struct {
		char name[129];
		struct text members; /* names, separated by spaces */
		uint64_t needed;
	} group[GROUPS_MAX];
	size_t groups;
	char quorum[129]; /* "" or "none": nobody's */
};

bool parse_key(struct text text, struct key *key);
bool line_is_signed(struct text line, const struct key *key, struct text body);
void read_key(const char *given, struct key *key); /* a key or a file with one */
void read_policy(const char *path, struct policy *policy);
struct checkpoint parse_checkpoint(struct text note, const char *where);
/* Signed by the log of the policy and cosigned as it asks. */
void check_checkpoint(const struct checkpoint *checkpoint, const struct policy *policy,
		      const char *where);

/* document.c: statement, entry, commitment. */
struct document {
	uint64_t index;
	struct text kind, name, author, signature, content;
	int64_t recorded_ms;
	struct text salt; /* 32 bytes */
	struct hash commitment;
	bool withheld, gaps;
};

/* Hash and own salt of each piece of a document with gaps. */
struct piece {
	struct hash hash;
	bool kept;
	struct hash salt;
};

/* By kind and content alone. */
struct hash commitment_of(const struct document *document, const uint8_t *salt);
/* Whether content and pieces lead to the commitment; says what does not. */
const char *check_gaps(const struct document *document, const struct piece *pieces, size_t count);
struct text entry_of(const struct document *document);          /* from its parts */
bool parse_entry(struct text entry, struct document *document); /* and back */

/* What a record says of keys and tombstones, gathered as its documents pass by. */
void note_act(const struct document *document);
void note_tombstone(uint64_t index, uint64_t tombstone);
void note_signature(const struct document *document);
void check_noted(uint64_t from, uint64_t size);
void say_left_out(void); /* how many documents lack what their record may have */
uint64_t signatures_checked(void);

/* The things that can be verified; each ends the program when something is wrong. */
void verify_store(const char *path, const struct policy *policy, const char *checkpoint);
void verify_bundle(const char *path, const struct policy *policy);
void verify_tiles(const char *folder, const struct policy *policy);
void verify_receipt(const char *path, const struct policy *policy, const char *document,
		    const char *salt);
void verify_checkpoint(const char *path, const struct policy *policy);
void verify_consistency(const char *older, const char *newer, const char *proof,
			const struct policy *policy);

#endif
