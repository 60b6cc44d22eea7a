/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * review_data.c - the annual review as JSON and CSV; the keys are fixed in docs/formats/output.md.
 */
#include <inttypes.h>
#include <string.h>

#include "cli/review.h"
#include "cli/common.h"
#include "cli/show.h"

static void rating_object(const struct sv_review *review, const struct sv_rated *rated,
			  struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "state", rated->state);
	sv_json_key_text(json, "commitment", sv_review_number(review, rated->item));
	sv_json_key_int(json, "year", rated->year);
	sv_json_key_text(json, "rating", sv_rating_name(rated->rating));
	if (sv_review_is_collective(review, rated->item))
		sv_json_key_text(json, "position", sv_position_name(rated));
	sv_json_value_keys(json, &rated->value);
	sv_json_key_text(json, "reason", rated->reason);
	sv_json_key(json, "sources");
	sv_json_refs(json, rated->refs, rated->ref_count);
	sv_json_end_object(json);
}

static void collective_object(const struct sv_review *review,
			      const struct sv_collective *collective, struct sv_json *json)
{
	const struct sv_rated *rated = &collective->rated;

	sv_json_begin_object(json);
	sv_json_key_text(json, "commitment",
			 rated->item < 0 ? NULL : sv_review_number(review, rated->item));
	sv_json_key_int(json, "year", rated->year);
	sv_json_key_text(json, "measure", collective->measure);
	sv_json_key_text(json, "title", collective->title);
	sv_json_value_keys(json, &rated->value);
	sv_json_key(json, "target");
	if (collective->has_target)
		sv_json_rational(json, collective->target);
	else
		sv_json_null(json);
	sv_json_key_text(json, "target_text",
			 collective->has_target ? collective->target_text : NULL);
	sv_json_key_text(json, "rating",
			 collective->has_rating ? sv_rating_name(rated->rating) : NULL);
	sv_json_key_text(json, "reason", rated->reason);
	sv_json_key_int(json, "members_counted", collective->members_counted);
	sv_json_key_int(json, "members_by_bounds", collective->by_bounds);
	sv_json_key(json, "missing");
	sv_json_begin_array(json);
	for (size_t i = 0; i < collective->missing_count; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "state", collective->missing[i].state);
		sv_json_key_text(json, "why", sv_missing_name(collective->missing[i].why));
		sv_json_key_bool(json, "counted", collective->missing[i].counted);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_key(json, "sources");
	sv_json_refs(json, rated->refs, rated->ref_count);
	sv_json_end_object(json);
}

/* Every cell asked for, year by year, then by commitment, then by member. */
static void each_rating(const struct sv_review *review,
			void (*write)(const struct sv_review *, const struct sv_rated *, void *),
			void *context)
{
	const struct sv_assessment *assessment = review->assessment;

	for (int year = assessment->year_first; year <= assessment->year_last; year++)
		for (size_t i = 0; i < assessment->item_count; i++)
			for (size_t m = 0; m < assessment->member_count; m++)
				if (sv_review_has_item(review, (int)i) &&
				    (review->member < 0 || (size_t)review->member == m))
					write(review, sv_assessment_at(assessment, year, i, m),
					      context);
}

static void json_rating(const struct sv_review *review, const struct sv_rated *rated, void *context)
{
	rating_object(review, rated, context);
}

static void json_items(const struct sv_review *review, struct sv_json *json)
{
	sv_json_key(json, "commitments");
	sv_json_begin_array(json);
	for (size_t i = 0; i < review->assessment->item_count; i++) {
		const struct sv_item *item = &review->assessment->items[i];

		if (!sv_review_has_item(review, (int)i))
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "commitment", item->number);
		sv_json_key_text(json, "title", item->title);
		sv_json_key_text(json, "group", item->group);
		sv_json_key_text(json, "kind", item->kind);
		sv_json_key_text(json, "scope", item->scope);
		sv_json_key_bool(json, "measurable", item->measurable);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_review_json(const struct sv_review *review, struct sv_json *json)
{
	const struct sv_assessment *assessment = review->assessment;

	sv_json_begin_object(json);
	sv_json_key_int(json, "year", assessment->year_last);
	sv_json_key_int(json, "year_first", assessment->year_first);
	sv_json_key_day(json, "on", assessment->on);
	sv_json_key_int(json, "known", assessment->known_size);
	sv_json_key_text(json, "set", assessment->set);
	sv_json_key(json, "members");
	sv_json_begin_array(json);
	for (size_t m = 0; m < assessment->member_count; m++)
		if (review->member < 0 || (size_t)review->member == m)
			sv_json_text(json, assessment->members[m]);
	sv_json_end_array(json);
	json_items(review, json);
	sv_json_key(json, "ratings");
	sv_json_begin_array(json);
	each_rating(review, json_rating, json);
	sv_json_end_array(json);
	sv_json_key(json, "collective");
	sv_json_begin_array(json);
	for (size_t i = 0; i < assessment->collective_count; i++)
		if (sv_review_has_item(review, assessment->collective[i].rated.item))
			collective_object(review, &assessment->collective[i], json);
	sv_json_end_array(json);
	sv_json_key(json, "findings");
	sv_json_findings(json, assessment->findings);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void csv_number(struct sv_buf *out, bool there, struct sv_rational value)
{
	struct sv_json json = SV_JSON_INIT(out);

	if (there)
		sv_json_rational(&json, value);
	sv_buf_char(out, ',');
}

static void csv_rated(const struct sv_review *review, const struct sv_rated *rated,
		      const char *measure, struct sv_buf *out)
{
	const struct sv_value *value = &rated->value;
	const char *position = sv_review_is_collective(review, rated->item) && rated->state
				   ? sv_position_name(rated)
				   : NULL;

	sv_buf_printf(out, "%d,%s,%s,%s,%s,", rated->year, rated->state ? rated->state : "",
		      sv_review_number(review, rated->item), measure,
		      sv_rating_name(rated->rating));
	sv_buf_printf(out, "%s,", position ? position : "");
	csv_number(out, value->known && sv_value_is_point(value), value->lower);
	sv_csv_field(out, sv_str_from(value->unit));
	sv_buf_char(out, ',');
	csv_number(out, value->known, value->lower);
	csv_number(out, value->known && !value->unbounded, value->upper);
	sv_csv_field(out, sv_str_from(value->known && sv_value_is_point(value)
					  ? ""
					  : sv_missing_name(value->missing)));
	sv_buf_char(out, ',');
	sv_csv_field(out, sv_str_from(rated->reason));
	sv_buf_char(out, ',');
	for (size_t i = 0; i < rated->ref_count; i++)
		sv_buf_printf(out, "%s%" PRId64 ":%d", i ? ";" : "", rated->refs[i].origin.doc,
			      rated->refs[i].origin.row);
	sv_buf_char(out, '\n');
}

static void csv_rating(const struct sv_review *review, const struct sv_rated *rated, void *context)
{
	csv_rated(review, rated, "", context);
}

void sv_review_csv(const struct sv_review *review, struct sv_buf *out)
{
	const struct sv_assessment *assessment = review->assessment;

	sv_buf_text(out, "year,state,commitment,measure,rating,position,value,unit,lower,upper,"
			 "missing,reason,rows\n");
	each_rating(review, csv_rating, out);
	if (review->member >= 0)
		return;
	/* The collective has no state. */
	for (size_t i = 0; i < assessment->collective_count; i++)
		if (sv_review_has_item(review, assessment->collective[i].rated.item))
			csv_rated(review, &assessment->collective[i].rated,
				  assessment->collective[i].measure, out);
}
