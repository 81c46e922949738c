// Checks PDF files against PDF/UA-1 with veraPDF's engine: file names come in, one a line; for each a list goes out.
//
// Run as a source file (`java -cp … UaChecker.java`), so nothing compiled lies about. The first line out is "ready".
// Every answer is one line per broken rule ("7.1-3 ×2: words @ place") and then a line with a single full stop.

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

public class UaChecker {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what the engine prints is no answer
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answers.println("ready");
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            try {
                check(new File(name)).forEach((rule, found) -> answers.println(rule + found));
            } catch (Throwable failure) {
                answers.println("unreadable: " + onOneLine(failure.toString()));
            }
            answers.println(".");
        }
    }

    /** The broken rules, each with how often it was broken and the first place. */
    private static Map<String, String> check(File file) throws Exception {
        Map<String, Integer> times = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, FLAVOUR);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(FLAVOUR, false)) {
            var result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    times.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            if (times.isEmpty() && !result.isCompliant()) {
                first.put("not compliant", "no rule named");
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        first.forEach((rule, words) -> found.put(rule, " ×" + times.getOrDefault(rule, 1) + ": " + onOneLine(words)));
        return found;
    }

    private static String onOneLine(String words) {
        return words.replaceAll("\\s+", " ");
    }
}
