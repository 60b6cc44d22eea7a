/* SPDX-License-Identifier: EUPL-1.2 */
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

static bool copy_name(struct text from, char to[129])
{
	if (from.len == 0 || from.len > 128 || memchr(from.at, ' ', from.len) ||
	    memchr(from.at, '+', from.len))
		return false;
	memcpy(to, from.at, from.len);
	to[from.len] = '\0';
	return true;
}

static bool cut(struct text *rest, char at, struct text *part)
{
	const char *found = memchr(rest->at, at, rest->len);

	if (!found)
		return false;
	*part = (struct text){rest->at, (size_t)(found - rest->at)};
	rest->len -= part->len + 1;
	rest->at = found + 1;
	return true;
}

bool parse_key(struct text text, struct key *key)
{
	uint8_t bytes[33], id[4];
	struct text name, hex, parts[3];
	struct hash hash;
	char head[2];

	while (text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == ' '))
		text.len--;
	memset(key, 0, sizeof(*key));
	if (!cut(&text, '+', &name) || !cut(&text, '+', &hex) || !copy_name(name, key->name) ||
	    !from_hex(hex, id, sizeof(id)) || !from_base64(text, bytes, sizeof(bytes)) ||
	    (bytes[0] != 1 && bytes[0] != 4))
		return false;
	key->type = bytes[0];
	memcpy(key->public, bytes + 1, 32);
	head[0] = '\n';
	head[1] = (char)key->type;
	parts[0] = name;
	parts[1] = (struct text){head, 2};
	parts[2] = (struct text){(const char *)key->public, 32};
	hash = sha256(parts, 3);
	memcpy(key->id, hash.b, 4);
	return memcmp(id, key->id, 4) == 0;
}

void read_key(const char *given, struct key *key)
{
	struct text text = literal(given), line;

	if (access(given, R_OK) == 0) {
		text = read_file(given);
		/* A key file of servanda shows its public half on the second line. */
		if (begins(text, "servanda-key/") &&
		    (!next_line(&text, &line) || !next_field(&text, "public: ", &text)))
			misused("'%s' holds no key", given);
	}
	if (!parse_key(text, key))
		misused("'%s' is not a public key, written NAME+ID+BASE64, or a file with one",
			given);
}

/* c2sp.org/signed-note, c2sp.org/tlog-cosignature. */
bool line_is_signed(struct text line, const struct key *key, struct text body)
{
	uint8_t bytes[4 + 8 + 64], *signature = bytes + 4;
	size_t len = key->type == 4 ? 8 + 64 : 64;
	struct text name;
	uint64_t seconds = 0;
	char *message;
	bool valid;
	int head;

	if (!begins(line, "\xe2\x80\x94 "))
		return false;
	line.at += 4;
	line.len -= 4;
	if (!cut(&line, ' ', &name) || !same(name, literal(key->name)) ||
	    !from_base64(line, bytes, 4 + len) || memcmp(bytes, key->id, 4) != 0)
		return false;
	if (key->type != 4)
		return crypto_sign_verify_detached(signature, (const uint8_t *)body.at, body.len,
						   key->public) == 0;
	for (int i = 0; i < 8; i++)
		seconds = seconds << 8 | *signature++;
	message = room(body.len + 64);
	head = sprintf(message, "cosignature/v1\ntime %llu\n", (unsigned long long)seconds);
	memcpy(message + head, body.at, body.len);
	valid = crypto_sign_verify_detached(signature, (uint8_t *)message, (size_t)head + body.len,
					    key->public) == 0;
	give_back(message);
	return valid;
}

/* Lines of the note behind its body that this key made; a false one of its name and id counts as
 * none at all. */
static bool note_is_signed(const struct checkpoint *checkpoint, const struct key *key)
{
	struct text rest = {checkpoint->body.at + checkpoint->body.len + 1,
			    checkpoint->note.len - checkpoint->body.len - 1};
	struct text line;

	while (next_line(&rest, &line))
		if (line_is_signed(line, key, checkpoint->body))
			return true;
	return false;
}

struct checkpoint parse_checkpoint(struct text note, const char *where)
{
	struct checkpoint checkpoint = {.note = note};
	struct text rest = note, line;
	uint64_t size;

	if (!next_line(&rest, &checkpoint.origin) || !checkpoint.origin.len)
		wrong("%s: no origin stands in the first line", where);
	if (!next_line(&rest, &line) || !to_number(line, &size))
		wrong("%s: no size stands in the second line", where);
	checkpoint.size = size;
	if (!next_line(&rest, &line) || !from_base64(line, checkpoint.root.b, HASH_BYTES))
		wrong("%s: no root stands in the third line", where);
	while (next_line(&rest, &line) && line.len)
		;
	checkpoint.body = (struct text){note.at, (size_t)(rest.at - note.at) - 1};
	if (!rest.len || note.at[note.len - 1] != '\n')
		wrong("%s: no signature stands under it", where);
	while (next_line(&rest, &line))
		if (!begins(line, "\xe2\x80\x94 "))
			wrong("%s: '%.*s' is no signature", where,
			      (int)(line.len < 60 ? line.len : 60), line.at);
	return checkpoint;
}

static int find_witness(const struct policy *policy, struct text name)
{
	for (size_t i = 0; i < policy->witnesses; i++)
		if (same(name, literal(policy->witness[i].name)))
			return (int)i;
	return -1;
}

static int find_group(const struct policy *policy, struct text name)
{
	for (size_t i = 0; i < policy->groups; i++)
		if (same(name, literal(policy->group[i].name)))
			return (int)i;
	return -1;
}

static bool next_word(struct text *rest, struct text *word)
{
	while (rest->len && *rest->at == ' ') {
		rest->at++;
		rest->len--;
	}
	if (!rest->len)
		return false;
	if (!cut(rest, ' ', word)) {
		*word = *rest;
		rest->at += rest->len;
		rest->len = 0;
	}
	return true;
}

/* A group is defined below its members, so this comes to an end. */
static bool is_satisfied(const struct policy *policy, const struct checkpoint *checkpoint,
			 struct text name)
{
	int witness = find_witness(policy, name), group = find_group(policy, name);
	struct text rest, word;
	uint64_t found = 0;

	if (witness >= 0)
		return note_is_signed(checkpoint, &policy->witness[witness].key);
	if (group < 0)
		return false;
	rest = policy->group[group].members;
	while (next_word(&rest, &word))
		found += is_satisfied(policy, checkpoint, word);
	return found >= policy->group[group].needed;
}

void check_checkpoint(const struct checkpoint *checkpoint, const struct policy *policy,
		      const char *where)
{
	if (!policy->has_log)
		return;
	if (!same(checkpoint->origin, literal(policy->log.name)))
		wrong("%s: it is of the log '%.*s', not of '%s'", where,
		      (int)checkpoint->origin.len, checkpoint->origin.at, policy->log.name);
	if (!note_is_signed(checkpoint, &policy->log))
		wrong("%s: the signature of the log '%s' is missing or false", where,
		      policy->log.name);
	if (policy->quorum[0] && strcmp(policy->quorum, "none") != 0 &&
	    !is_satisfied(policy, checkpoint, literal(policy->quorum)))
		wrong("%s: the witnesses that '%s' asks for have not cosigned it", where,
		      policy->quorum);
}

static void read_group(struct policy *policy, struct text rest, const char *where)
{
	struct text name, needed, word, members;
	uint64_t count = 0, number;
	size_t i = policy->groups;

	if (i == GROUPS_MAX || !next_word(&rest, &name) || !next_word(&rest, &needed) ||
	    !copy_name(name, policy->group[i].name))
		misused("%s: a group is written 'group NAME all|any|K MEMBER...'", where);
	members = rest;
	while (next_word(&rest, &word)) {
		if (find_witness(policy, word) < 0 && find_group(policy, word) < 0)
			misused("%s: '%.*s' is no witness and no group above", where, (int)word.len,
				word.at);
		count++;
	}
	if (same(needed, literal("all")))
		number = count;
	else if (same(needed, literal("any")))
		number = 1;
	else if (!to_number(needed, &number) || number == 0)
		misused("%s: a group needs 'all', 'any' or a number", where);
	if (number > count)
		misused("%s: a group cannot need more than it has", where);
	policy->group[i].members = members;
	policy->group[i].needed = number;
	policy->groups++;
}

static void read_policy_line(struct policy *policy, struct text line, const char *where)
{
	struct text word, name, key;

	if (!next_word(&line, &word) || *word.at == '#')
		return;
	if (same(word, literal("log"))) {
		if (policy->has_log || !next_word(&line, &key) || !parse_key(key, &policy->log))
			misused("%s: one log is named, as 'log KEY'", where);
		policy->has_log = true;
	} else if (same(word, literal("witness"))) {
		size_t i = policy->witnesses;

		if (i == WITNESSES_MAX || !next_word(&line, &name) || !next_word(&line, &key) ||
		    !copy_name(name, policy->witness[i].name) ||
		    !parse_key(key, &policy->witness[i].key) || policy->witness[i].key.type != 4)
			misused("%s: a witness is written 'witness NAME KEY', its key is one that "
				"cosigns",
				where);
		policy->witnesses++;
	} else if (same(word, literal("group"))) {
		read_group(policy, line, where);
	} else if (same(word, literal("quorum"))) {
		if (policy->quorum[0] || !next_word(&line, &name) ||
		    !copy_name(name, policy->quorum) ||
		    (!same(name, literal("none")) && find_witness(policy, name) < 0 &&
		     find_group(policy, name) < 0))
			misused("%s: one quorum is named, a group or witness above or 'none'",
				where);
	} else {
		misused("%s: '%.*s' is not known; log, witness, group and quorum are", where,
			(int)word.len, word.at);
	}
}

void read_policy(const char *path, struct policy *policy)
{
	struct text rest = read_file(path), line;
	char where[4200];
	int number = 0;

	while (next_line(&rest, &line)) {
		snprintf(where, sizeof(where), "%s:%d", path, ++number);
		read_policy_line(policy, line, where);
	}
	if (!policy->has_log || !policy->quorum[0])
		misused("%s: a policy names a log and a quorum", path);
}
