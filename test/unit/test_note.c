/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include <sodium.h>

#include "record/checkpoint.h"
#include "record/note.h"

#define OK(call) assert_int_equal((call), 0)

static struct sv_signer signer_of(const char *name, enum sv_key_type type, uint8_t first)
{
	uint8_t seed[SV_SEED_BYTES] = {first};

	return sv_signer_make(name, type, seed);
}

/* RFC 8032, section 7.1: tests 1, 2, 3 and "SHA(abc)". */
static void signatures_are_those_of_rfc_8032(void **state)
{
	static const struct {
		const char *seed, *public, *message, *signature;
	} vectors[] = {
	    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
	     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
	     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3"
	     "9701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
	    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
	     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
	     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3"
	     "613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
	    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
	     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
	     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f"
	     "760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
	    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
	     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
	     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3"
	     "c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
	     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc"
	     "7c66431e0303dca179c138ac17ad9bef1177331a704"},
	};

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(vectors); i++) {
		_cleanup_(sv_buf_free) struct sv_buf line = SV_BUF_INIT;
		uint8_t seed[32], message[64];
		char hex[129];
		struct sv_note_signature signature;
		struct sv_signer signer;
		size_t len;

		OK(sodium_hex2bin(seed, 32, vectors[i].seed, 64, NULL, NULL, NULL));
		OK(sodium_hex2bin(message, 64, vectors[i].message, strlen(vectors[i].message), NULL,
				  &len, NULL));
		signer = sv_signer_make("rfc", SV_KEY_NOTE, seed);
		sodium_bin2hex(hex, sizeof(hex), signer.key.public, 32);
		assert_string_equal(hex, vectors[i].public);
		sv_note_sign(&signer, (struct sv_str){(char *)message, len}, 0, &line);
		assert_true(sv_signature_parse(sv_buf_view(&line), &signature));
		sodium_bin2hex(hex, sizeof(hex), signature.bytes, 64);
		assert_string_equal(hex, vectors[i].signature);
		assert_true(sv_signature_valid(&signature, &signer.key,
					       (struct sv_str){(char *)message, len}, NULL));
	}
}

/* The note and key that golang.org/x/mod/sumdb/note documents. */
static void the_published_example_verifies(void **state)
{
	static const char note[] = "If you think cryptography is the answer to your problem,\n"
				   "then you don't know what your problem is.\n\n"
				   "\xe2\x80\x94 PeterNeumann "
				   "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZS"
				   "NXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
	struct place *place = *state;
	struct sv_note parsed;
	struct sv_key key;

	OK(sv_key_parse(
	    &place->arena,
	    SV_STR("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), &key,
	    NULL));
	OK(sv_note_parse(&place->arena, sv_str_from(note), &parsed, NULL));
	assert_int_equal(parsed.count, 1);
	assert_true(sv_note_signed_by(&parsed, &key, NULL));
	assert_string_equal(sv_key_text(&place->arena, &key),
			    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
}

/* The example of c2sp.org/tlog-cosignature.  Nobody published the keys of its names, so that what
 * is checked is how it is read: names, ids, the time beside the cosignature. */
static void the_checkpoint_of_c2sp_is_read_as_it_says(void **state)
{
	static const char text[] = "example.com/behind-the-sofa\n20852163\n"
				   "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
				   "\xe2\x80\x94 example.com/behind-the-sofa "
				   "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
				   "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTO"
				   "AYQ8=\n"
				   "\xe2\x80\x94 witness.example.com/w1 "
				   "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
				   "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe"
				   "+mbIUBkBIfZ+qnA==\n";
	struct place *place = *state;
	struct sv_checkpoint checkpoint;
	struct sv_note note;
	uint64_t seconds = 0;
	char hex[SV_HASH_HEX_MAX];

	OK(sv_note_parse(&place->arena, sv_str_from(text), &note, NULL));
	OK(sv_checkpoint_parse(&place->arena, note.text, &checkpoint, NULL));
	assert_string_equal(checkpoint.origin, "example.com/behind-the-sofa");
	assert_int_equal(checkpoint.size, 20852163);
	assert_string_equal(sv_hash_hex(&checkpoint.root, hex),
			    "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
	assert_int_equal(note.count, 2);
	assert_true(sv_str_is(note.signatures[1].name, "witness.example.com/w1"));
	assert_memory_equal(note.signatures[0].id, "\x03\x3d\xe0\xae", 4);
	assert_memory_equal(note.signatures[1].id, "\x8d\x66\xcf\x3f", 4);
	assert_int_equal(note.signatures[1].len, 72);
	for (int i = 0; i < 8; i++)
		seconds = seconds << 8 | note.signatures[1].bytes[i];
	assert_int_equal(seconds, 1679315147);
}

/* What the example above was made from: a tree head of the Go checksum database, by its public key.
 */
static void a_checkpoint_of_a_public_log_verifies(void **state)
{
	static const char text[] = "go.sum database tree\n20852163\n"
				   "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
				   "\xe2\x80\x94 sum.golang.org "
				   "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
				   "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTO"
				   "AYQ8=\n";
	struct place *place = *state;
	struct sv_checkpoint checkpoint;
	struct sv_note note;
	struct sv_key key;

	OK(sv_key_parse(
	    &place->arena,
	    SV_STR("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"), &key,
	    NULL));
	OK(sv_note_parse(&place->arena, sv_str_from(text), &note, NULL));
	assert_true(sv_note_signed_by(&note, &key, NULL));
	OK(sv_checkpoint_parse(&place->arena, note.text, &checkpoint, NULL));
	assert_int_equal(checkpoint.size, 20852163);
}

/* Keys from the tests of github.com/transparency-dev/formats: their ids follow from name, type and
 * bytes, and the type says what each may sign. */
static void keys_of_other_implementations_are_read(void **state)
{
	static const struct {
		const char *text;
		enum sv_key_type type;
	} keys[] = {
	    {"TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", SV_KEY_NOTE},
	    {"remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
	     SV_KEY_WITNESS},
	    {"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", SV_KEY_NOTE},
	};
	struct place *place = *state;
	struct sv_key key;

	for (size_t i = 0; i < SV_ARRAY_LEN(keys); i++) {
		OK(sv_key_parse(&place->arena, sv_str_from(keys[i].text), &key, NULL));
		assert_int_equal(key.type, keys[i].type);
		assert_string_equal(sv_key_text(&place->arena, &key), keys[i].text);
	}
}

/* c2sp.org/signed-note: the text of this one has an empty line and letters beyond ASCII. */
static void the_note_of_c2sp_is_cut_at_its_last_empty_line(void **state)
{
	static const char text[] = "Ognuno sta solo sul cuor della terra\n"
				   "trafitto da un raggio di sole:\n\n\xc3\xa8"
				   "d \xc3\xa8 subito sera.\n\n"
				   "\xe2\x80\x94 quasimodo.example/salvatore "
				   "NnugSzTjtVAewIS+Z/iJhUPeFDkO/"
				   "5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRw"
				   "NtIc=\n";
	struct place *place = *state;
	struct sv_note note;

	OK(sv_note_parse(&place->arena, sv_str_from(text), &note, NULL));
	assert_int_equal(note.count, 1);
	assert_true(sv_str_starts(note.text, "Ognuno"));
	assert_true(memcmp(note.text.ptr + note.text.len - 6, "sera.\n", 6) == 0);
	assert_memory_equal(note.signatures[0].id, "\x36\x7b\xa0\x4b", 4);
}

static const char *signed_text(struct place *place, const struct sv_signer *signers, size_t count)
{
	_cleanup_(sv_buf_free) struct sv_buf note = SV_BUF_INIT;

	sv_buf_text(&note, "a log\n7\n\n");
	for (size_t i = 0; i < count; i++)
		sv_note_sign(&signers[i], SV_STR("a log\n7\n"), 1700000000, &note);
	return sv_arena_cstr(&place->arena, note.ptr);
}

static void each_signer_of_a_note_is_found_and_no_other(void **state)
{
	struct place *place = *state;
	const struct sv_signer signers[] = {signer_of("log", SV_KEY_NOTE, 1),
					    signer_of("witness", SV_KEY_WITNESS, 2)};
	const struct sv_signer other = signer_of("log", SV_KEY_NOTE, 3);
	struct sv_note note;
	int64_t seconds;

	OK(sv_note_parse(&place->arena, sv_str_from(signed_text(place, signers, 2)), &note, NULL));
	assert_true(sv_note_signed_by(&note, &signers[0].key, NULL));
	assert_true(sv_note_signed_by(&note, &signers[1].key, &seconds));
	assert_int_equal(seconds, 1700000000);
	assert_false(sv_note_signed_by(&note, &other.key, NULL));
}

static void a_second_line_of_one_key_spoils_the_note(void **state)
{
	struct place *place = *state;
	const struct sv_signer twice[] = {signer_of("log", SV_KEY_NOTE, 1),
					  signer_of("log", SV_KEY_NOTE, 1)};
	struct sv_note note;

	OK(sv_note_parse(&place->arena, sv_str_from(signed_text(place, twice, 2)), &note, NULL));
	assert_false(sv_note_signed_by(&note, &twice[0].key, NULL));
}

static void a_note_with_one_flipped_bit_is_refused(void **state)
{
	struct place *place = *state;
	const struct sv_signer signer = signer_of("log", SV_KEY_NOTE, 1);
	char *text = (char *)(uintptr_t)signed_text(place, &signer, 1);
	size_t len = strlen(text);

	for (size_t bit = 0; bit < 8 * len; bit++) {
		struct sv_note note;

		text[bit / 8] ^= (char)(1 << bit % 8);
		if (sv_note_parse(&place->arena, (struct sv_str){text, len}, &note, NULL) == 0)
			assert_false(sv_note_signed_by(&note, &signer.key, NULL));
		text[bit / 8] ^= (char)(1 << bit % 8);
	}
}

static void what_is_no_note_is_refused(void **state)
{
	static const char *const texts[] = {
	    "",
	    "\n",
	    "a\n",
	    "a\n\n",
	    "a\n\nb\n",
	    "a\n\n\xe2\x80\x94 log\n",
	    "a\n\n\xe2\x80\x94 log \n",
	    "a\n\n\xe2\x80\x94 l+g AAAA\n",
	    "a\n\n- log AAAA\n",
	    "a\n\xff\n\n\xe2\x80\x94 log AAAA\n",
	};
	struct place *place = *state;
	struct sv_note note;

	for (size_t i = 0; i < SV_ARRAY_LEN(texts); i++)
		assert_int_equal(sv_note_parse(&place->arena, sv_str_from(texts[i]), &note, NULL),
				 SV_EINVALID);
}

static void a_damaged_key_is_told_from_another(void **state)
{
	struct place *place = *state;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_key key;

	assert_int_equal(sv_key_parse(&place->arena,
				      SV_STR("PeterNeumann+c74f20a4+"
					     "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
				      &key, &err),
			 SV_EINVALID);
	assert_string_equal(err.message, "the key 'PeterNeumann' is damaged: its id is 'c74f20a3', "
					 "the text says 'c74f20a4'");
	assert_int_equal(sv_key_parse(&place->arena, SV_STR("a+b"), &key, &err), SV_EINVALID);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(signatures_are_those_of_rfc_8032),
	    TEST(the_published_example_verifies),
	    TEST(the_checkpoint_of_c2sp_is_read_as_it_says),
	    TEST(a_checkpoint_of_a_public_log_verifies),
	    TEST(keys_of_other_implementations_are_read),
	    TEST(the_note_of_c2sp_is_cut_at_its_last_empty_line),
	    TEST(each_signer_of_a_note_is_found_and_no_other),
	    TEST(a_second_line_of_one_key_spoils_the_note),
	    TEST(a_note_with_one_flipped_bit_is_refused),
	    TEST(what_is_no_note_is_refused),
	    TEST(a_damaged_key_is_told_from_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
