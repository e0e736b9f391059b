"""Numbers in, numbers out: every computation behind a figure, table or decision.

Pure functions without files, screens or words; words are returned as keys.
"""

from workshop_app.statistics.curve import Bezier, Point, bezier_segments, steffen
from workshop_app.statistics.economics import (
    acquisition_saved,
    bad_experience_risk,
    changed_retention,
    churn_loss,
    lifetime_value,
    referral_value,
    replacement_cost,
    wallet,
    years_worth,
)
from workshop_app.statistics.mix import (
    MixIndex,
    MixLight,
    MixRules,
    MixWord,
    mix_index,
    mix_rules,
)
from workshop_app.statistics.progress import (
    LEAST_SHOWN,
    MOST_SHOWN,
    scorecard_progress,
    shown_progress,
)
from workshop_app.statistics.rankings import (
    borda,
    dots_per_person,
    first_places,
    friction,
    friction_ranking,
)
from workshop_app.statistics.scores import (
    INDICATIVE_BELOW,
    MINIMUM,
    MINIMUM_FLOOR,
    NetPromoterScore,
    axis_score,
    item_score,
    mean,
    median,
    net_promoter_score,
)
from workshop_app.statistics.statements import blind_spot, statement_score
from workshop_app.statistics.subgroups import (
    CONVERSATION_GAP,
    OTHER,
    Candidate,
    GroupMerge,
    comparable_item,
    compared_items,
    group_gap,
    merge_groups,
    tells_by_hiding,
)
from workshop_app.statistics.van_der_eijk import AgreementWord, agreement, agreement_word

__all__ = [
    "CONVERSATION_GAP",
    "INDICATIVE_BELOW",
    "LEAST_SHOWN",
    "MINIMUM",
    "MINIMUM_FLOOR",
    "MOST_SHOWN",
    "OTHER",
    "AgreementWord",
    "Bezier",
    "Candidate",
    "GroupMerge",
    "MixIndex",
    "MixLight",
    "MixRules",
    "MixWord",
    "NetPromoterScore",
    "Point",
    "acquisition_saved",
    "agreement",
    "agreement_word",
    "axis_score",
    "bad_experience_risk",
    "bezier_segments",
    "blind_spot",
    "borda",
    "changed_retention",
    "churn_loss",
    "comparable_item",
    "compared_items",
    "dots_per_person",
    "first_places",
    "friction",
    "friction_ranking",
    "group_gap",
    "item_score",
    "lifetime_value",
    "mean",
    "median",
    "merge_groups",
    "mix_index",
    "mix_rules",
    "net_promoter_score",
    "referral_value",
    "replacement_cost",
    "scorecard_progress",
    "shown_progress",
    "statement_score",
    "steffen",
    "tells_by_hiding",
    "wallet",
    "years_worth",
]
