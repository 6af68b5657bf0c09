package uk.nsirs.bpmn.decisions;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The referral criteria once more, written from the text of D1 in plain Java, to be compared with the decision tables.
 * {@code missing} follows the definition, by trying out every answer; nothing here is taken from the tables.
 */
final class CriteriaOracle {

    /** The items of D1 in its order, each with answers that stand for all answers. */
    private static final Map<String, List<Object>> ANSWERS = answers();

    private static final Set<String> PRESENT = Set.of("DONOHUE", "RABSON_MENDENHALL");

    private CriteriaOracle() {}

    /** What D1 says of one patient. */
    record Verdict(String recommendation, int ground, String redirect, String c1, String c2, String c3) {}

    /** The verdict of the numbered rules, where {@code nothingToAsk} says whether what is missing is empty. */
    static Verdict judge(Facts facts, boolean nothingToAsk) {
        var verdict = numberedRules(facts);
        return verdict.recommendation.equals("NEEDS_INFORMATION") && nothingToAsk
                ? new Verdict("NEEDS_REVIEW", verdict.ground, verdict.redirect, verdict.c1, verdict.c2, verdict.c3)
                : verdict;
    }

    static Boolean severeHyperinsulinaemia(Facts facts) {
        var fasting = fasting(facts);
        var peak = peak(facts);
        if (Boolean.TRUE.equals(fasting) || Boolean.TRUE.equals(peak)) {
            return true;
        }
        return fasting == null || peak == null ? null : false;
    }

    static Boolean bmiLimb(Facts facts) {
        var age = number(facts, "ageYears");
        if (age == null) {
            return null;
        }
        if (age.intValue() < 18) {
            var z = number(facts, "bmiZScore");
            return z == null ? null : z.compareTo(BigDecimal.valueOf(3)) <= 0;
        }
        var bmi = bodyMassIndex(facts);
        return bmi == null ? null : bmi < 30;
    }

    private static Verdict numberedRules(Facts facts) {
        var syndrome = (String) facts.values().get("syndrome");
        var lipodystrophy = (String) facts.values().get("lipodystrophy");
        var unexplained = (Boolean) facts.values().get("unexplainedSevereInsulinResistance");
        var obesity = (Boolean) facts.values().get("obesityIsPrimaryCause");
        var acanthosis = (Boolean) facts.values().get("acanthosisNigricans");
        var onInsulin = Boolean.TRUE.equals(facts.values().get("onExogenousInsulin"));
        var relative = Boolean.TRUE.equals(facts.values().get("knownFamilyMember"));
        var sh = severeHyperinsulinaemia(facts);
        var limb = bmiLimb(facts);
        var present = syndrome != null && PRESENT.contains(syndrome);

        Boolean c1;
        if (syndrome == null || syndrome.equals("SUSPECTED")) {
            c1 = null;
        } else {
            c1 = present ? sh : Boolean.FALSE;
        }
        Boolean c2;
        if (lipodystrophy == null || lipodystrophy.equals("SUSPECTED")) {
            c2 = null;
        } else {
            c2 = !lipodystrophy.equals("NOT_DIAGNOSED");
        }
        var c3 = and(and(unexplained, limb), or(acanthosis, sh));

        int ground;
        String recommendation;
        String redirect = null;
        if (is(c1, true) || is(c2, true)) {
            ground = 1;
            recommendation = "MEETS";
        } else if (is(unexplained, true) && is(obesity, true)) {
            ground = 2;
            recommendation = "NEEDS_REVIEW";
        } else if (is(c3, true)) {
            ground = 3;
            recommendation = "MEETS";
        } else if ((present && is(sh, false))
                || (is(limb, false) && is(sh, true))
                || (syndrome != null && !present && !syndrome.equals("NONE"))
                || relative) {
            ground = 4;
            recommendation = "NEEDS_REVIEW";
        } else if (present && sh == null) {
            ground = 5;
            recommendation = onInsulin ? "NEEDS_REVIEW" : "NEEDS_INFORMATION";
        } else if ("SUSPECTED".equals(lipodystrophy)) {
            ground = 6;
            recommendation = "NEEDS_REVIEW";
        } else if (syndrome == null || lipodystrophy == null) {
            ground = 7;
            recommendation = "NEEDS_INFORMATION";
        } else if (is(obesity, true) || is(limb, false)) {
            ground = 8;
            recommendation = "DOES_NOT_MEET";
            redirect = is(obesity, false) ? null : "OBESITY_SERVICES";
        } else if (is(c3, false)) {
            ground = 9;
            recommendation = "DOES_NOT_MEET";
        } else if (is(unexplained, true) && is(limb, true) && is(acanthosis, false) && onInsulin) {
            ground = 10;
            recommendation = "NEEDS_REVIEW";
        } else {
            ground = 11;
            recommendation = "NEEDS_INFORMATION";
        }
        return new Verdict(recommendation, ground, redirect, word(c1), word(c2), word(c3));
    }

    /**
     * By definition: the items, unknown and askable, of which some answer changes the recommendation under some
     * answers to the others that are asked (each answered or left). Waiting for an answer that never comes is a
     * review, so NEEDS_INFORMATION counts as NEEDS_REVIEW here.
     */
    static Set<String> missing(Facts facts) {
        var open =
                ANSWERS.keySet().stream().filter(item -> askable(facts, item)).toList();
        var completions = new Completions(facts, open);
        var result = new LinkedHashSet<String>();
        for (var item = 0; item < open.size(); item++) {
            if (completions.changes(item)) {
                result.add(open.get(item));
            }
        }
        return result;
    }

    /** How many completions {@link #missing} tries at most for one item. */
    static long completions(Facts facts) {
        return ANSWERS.entrySet().stream()
                .filter(item -> askable(facts, item.getKey()))
                .mapToLong(item -> item.getValue().size() + 1L)
                .reduce(1, Math::multiplyExact);
    }

    private static String outcome(Facts facts) {
        var recommendation = numberedRules(facts).recommendation;
        return recommendation.equals("NEEDS_INFORMATION") ? "NEEDS_REVIEW" : recommendation;
    }

    /**
     * Every way to answer or leave the open items, numbered with one digit an item (0: left). The outcome of each is
     * judged once, when it is first asked for: many items share it.
     */
    private static final class Completions {

        private final Facts facts;
        private final List<String> open;
        private final String[] outcomes;

        Completions(Facts facts, List<String> open) {
            this.facts = facts;
            this.open = open;
            outcomes = new String[step(open.size())];
        }

        /** Whether there are answers to the others with which an answer to this item changes the outcome. */
        boolean changes(int item) {
            var step = step(item);
            var answers = ANSWERS.get(open.get(item)).size();
            for (var number = 0; number < outcomes.length; number++) {
                if (number / step % (answers + 1) != 0) {
                    continue;
                }
                for (var answer = 1; answer <= answers; answer++) {
                    if (!outcome(number).equals(outcome(number + answer * step))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private String outcome(int number) {
            if (outcomes[number] == null) {
                var completed = facts;
                for (var item = 0; item < open.size(); item++) {
                    var answers = ANSWERS.get(open.get(item));
                    var digit = number / step(item) % (answers.size() + 1);
                    if (digit > 0) {
                        completed = completed.with(open.get(item), answers.get(digit - 1));
                    }
                }
                outcomes[number] = CriteriaOracle.outcome(completed);
            }
            return outcomes[number];
        }

        private int step(int item) {
            var step = 1;
            for (var lower : open.subList(0, item)) {
                step *= ANSWERS.get(lower).size() + 1;
            }
            return step;
        }
    }

    /** Whether this item is unknown and may be asked for. */
    static boolean askable(Facts facts, String item) {
        if (((List<?>) facts.values().getOrDefault("notAvailable", List.of())).contains(item)) {
            return false;
        }
        var onInsulin = Boolean.TRUE.equals(facts.values().get("onExogenousInsulin"));
        var age = number(facts, "ageYears");
        var dateOfBirthAskable = age == null
                && !((List<?>) facts.values().getOrDefault("notAvailable", List.of())).contains("dateOfBirth");
        var birthMayBeKnown = age != null || dateOfBirthAskable;
        return switch (item) {
            case "ageYears" -> dateOfBirthAskable;
            case "bmi" -> bodyMassIndex(facts) == null && birthMayBeKnown && (age == null || age.intValue() >= 18);
            case "bmiZScore" ->
                number(facts, "bmiZScore") == null && birthMayBeKnown && (age == null || age.intValue() < 18);
            case "fastingInsulin" -> severeHyperinsulinaemia(facts) == null && fasting(facts) == null && !onInsulin;
            case "ogttInsulin" ->
                severeHyperinsulinaemia(facts) == null
                        && peak(facts) == null
                        && !onInsulin
                        && !diabetes(facts)
                        && (age == null || age.intValue() >= 2);
            default -> facts.values().get(item) == null;
        };
    }

    private static boolean diabetes(Facts facts) {
        var hba1c = number(facts, "hba1c");
        return Boolean.TRUE.equals(facts.values().get("diabetesDiagnosed"))
                || (hba1c != null
                        && hba1c.intValue() >= 48
                        && !"<".equals(facts.values().get("hba1cComparator")));
    }

    @SuppressWarnings("unchecked")
    private static Boolean fasting(Facts facts) {
        var sample = (Map<String, Object>) facts.values().get("fastingInsulin");
        if (sample == null) {
            sample = samples(facts).stream()
                    .filter(each -> Integer.valueOf(0).equals(each.get("minutes")))
                    .findFirst()
                    .orElse(null);
        }
        return sample == null ? null : above(sample, 150, facts);
    }

    private static Boolean peak(Facts facts) {
        var samples = samples(facts);
        if (samples.isEmpty()) {
            return null;
        }
        Boolean above = false;
        for (var sample : samples) {
            above = or(above, above(sample, 1500, facts));
        }
        return above;
    }

    private static Boolean above(Map<String, Object> sample, int limit, Facts facts) {
        var taken = (Boolean) sample.get("onInsulinWhenTaken");
        if (taken == null) {
            taken = (Boolean) facts.values().get("onExogenousInsulin");
        }
        if (taken == null || taken) {
            return null;
        }
        var level = new BigDecimal(sample.get("pmolPerL").toString()).compareTo(BigDecimal.valueOf(limit));
        var comparator = (String) sample.get("comparator");
        if (comparator == null) {
            return level > 0;
        }
        if (comparator.equals("<")) {
            return level <= 0 ? false : null;
        }
        return level >= 0 ? true : null;
    }

    private static Double bodyMassIndex(Facts facts) {
        var bmi = number(facts, "bmi");
        if (bmi != null) {
            return bmi.doubleValue();
        }
        var height = number(facts, "heightCm");
        var weight = number(facts, "weightKg");
        if (height == null || weight == null) {
            return null;
        }
        var metres = height.movePointLeft(2);
        return weight.divide(metres.multiply(metres), java.math.MathContext.DECIMAL128)
                .doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> samples(Facts facts) {
        return (List<Map<String, Object>>) facts.values().getOrDefault("ogttInsulin", List.of());
    }

    private static BigDecimal number(Facts facts, String name) {
        var value = facts.values().get(name);
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static Boolean and(Boolean a, Boolean b) {
        if (is(a, false) || is(b, false)) {
            return false;
        }
        return a == null || b == null ? null : true;
    }

    private static Boolean or(Boolean a, Boolean b) {
        if (is(a, true) || is(b, true)) {
            return true;
        }
        return a == null || b == null ? null : false;
    }

    private static boolean is(Boolean value, boolean wanted) {
        return value != null && value == wanted;
    }

    private static String word(Boolean value) {
        if (value == null) {
            return "UNKNOWN";
        }
        return value ? "MET" : "NOT_MET";
    }

    private static Map<String, List<Object>> answers() {
        var answers = new LinkedHashMap<String, List<Object>>();
        answers.put("syndrome", List.of("DONOHUE", "SUSPECTED", "TYPE_A", "NONE"));
        answers.put("lipodystrophy", List.of("PARTIAL", "SUSPECTED", "NOT_DIAGNOSED"));
        answers.put("unexplainedSevereInsulinResistance", List.of(true, false));
        answers.put("obesityIsPrimaryCause", List.of(true, false));
        answers.put("acanthosisNigricans", List.of(true, false));
        answers.put("onExogenousInsulin", List.of(true, false));
        answers.put(
                "fastingInsulin",
                List.of(
                        Facts.sample(0, null, 151, false),
                        Facts.sample(0, null, 150, false),
                        Facts.sample(0, null, 151, null),
                        Facts.sample(0, null, 150, null)));
        answers.put(
                "ogttInsulin",
                List.of(
                        List.of(Facts.sample(60, null, 1501, false)),
                        List.of(Facts.sample(60, null, 1500, false)),
                        List.of(Facts.sample(0, null, 150, false), Facts.sample(60, null, 1500, false)),
                        List.of(Facts.sample(60, null, 1501, null)),
                        List.of(Facts.sample(60, null, 1500, null)),
                        List.of(Facts.sample(0, null, 150, null), Facts.sample(60, null, 1500, null))));
        answers.put("bmi", List.of(29, 30));
        answers.put("bmiZScore", List.of(3, 4));
        answers.put("ageYears", List.of(10, 40));
        return answers;
    }
}
