package uk.nsirs.triage.criteria;

import java.util.HashMap;
import java.util.Map;
import uk.nsirs.events.Analyte;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultEvent.ImagingReported;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultEvent.ReceptorAntibodyReported;
import uk.nsirs.events.ResultStatus;

/** From what was reported to facts by the names the decisions read. A variant and its zygosity are none. */
public final class ReportedFacts {

    private ReportedFacts() {}

    /** The facts of a report; empty where it was cancelled or carries none. */
    public static Map<String, Object> of(ResultEvent event) {
        var facts = new HashMap<String, Object>();
        if (event.status() == ResultStatus.CANCELLED) {
            return facts;
        }
        if (event instanceof LaboratoryReported laboratory) {
            laboratory(laboratory, facts);
        } else if (event instanceof ImagingReported imaging) {
            known(facts, "liverFatPercent", imaging.liverFatPercent());
            known(facts, "liverStiffnessKpa", imaging.liverStiffnessKpa());
            known(facts, "ejectionFractionPercent", imaging.ejectionFractionPercent());
        } else if (event instanceof GeneticTestReported genetic) {
            facts.put("geneticResult", name(genetic.result()));
            facts.put("gene", genetic.gene());
        } else if (event instanceof ReceptorAntibodyReported antibody) {
            facts.put("antibodyResult", name(antibody.result()));
        }
        return facts;
    }

    private static void laboratory(LaboratoryReported report, Map<String, Object> facts) {
        for (var line : report.measurements()) {
            if (line.analyte() == Analyte.FASTING_INSULIN) {
                facts.put(
                        "fastingInsulin",
                        LearntFacts.sample(
                                LearntFacts.plain(line.pmolPerL()),
                                Measured.sign(line.comparator()),
                                line.onInsulinWhenTaken()));
                continue;
            }
            var measured = Measured.valueOf(line.analyte().name());
            facts.put(measured.fact(), LearntFacts.plain(line.value()));
            facts.put(measured.comparator(), Measured.sign(line.comparator()));
            if (measured == Measured.TRIGLYCERIDES) {
                facts.put(Measured.TRIGLYCERIDES_FASTING, line.fasting());
            }
        }
    }

    private static void known(Map<String, Object> facts, String name, Object value) {
        if (value != null) {
            facts.put(name, LearntFacts.plain(value));
        }
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
