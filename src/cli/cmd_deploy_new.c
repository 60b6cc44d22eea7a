/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/deploy.h"
#include "cli/commands.h"
#include "cli/deploy.h"

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_case_seed seed = {.unit = cli->args[0],
				    .theatre = cli->args[1],
				    .date = cli->args[2],
				    .origin = sv_cli_option(cli, "from")};

	return sv_app_deploy_new(cli->arena, sv_cli_geo_folder(cli), &seed, &cli->out.buf, err);
}

static const struct sv_option options[] = {
    {"from", 0, "AIRPORT", SV_VALUE_TEXT, NULL,
     "where the unit begins; default of the pack's geo/defaults.csv"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda deploy new BG-1500-LOW FTTJ 2027-03-01 >new.case && servanda deploy plan new.case "
     "--time-limit 2",
     "a battlegroup to N'Djamena: a case to go on with, and when it could be there"},
    {"servanda deploy new LOG-COMPANY LRCK 2027-03-01 --from LFMI",
     "a logistic company from Istres to Constanta: the text alone"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_deploy_new = {
    .name = "deploy new",
    .summary = "begin a case from a unit template, a theatre and a date",
    .synopsis = "[--from AIRPORT] UNIT THEATRE DATE",
    .purpose = "Prints a case by air that `deploy plan` reads: the unit of the pack's "
	       "geo/unit_requirements.csv, from an airport to that of the theatre (codes of "
	       "geo/airports.csv), decided on the day, with a default lift and stands. Every "
	       "figure has its mark: seen, recalled, derived or estimate. It is a beginning: "
	       "change what you know better, add ports, roads and rail "
	       "(docs/formats/case.md).",
    .options = options,
    .args_min = 3,
    .args_max = 3,
    .store = SV_STORE_NONE,
    .examples = examples,
    .run = run,
};
