import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Analyzes the lines of a file with Nori once for each line on standard input, and answers each with
 * "BYTES TOKENS THREAD_CPU_SECONDS PROCESS_CPU_SECONDS". The first is the analysis alone, the second
 * has the garbage collector and the compiler in it.
 *
 * <p>Usage: NoriThroughput FILE
 */
public final class NoriThroughput {
  private NoriThroughput() {}

  private static long analyze(Analyzer analyzer, String[] lines) throws IOException {
    long tokens = 0;
    long length = 0;
    for (String line : lines) {
      try (TokenStream stream = analyzer.tokenStream("text", new StringReader(line))) {
        CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
        OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
        stream.reset();
        while (stream.incrementToken()) {
          tokens++;
          length += term.length() + offset.endOffset();
        }
        stream.end();
      }
    }
    return length == 0 ? 0 : tokens;
  }

  public static void main(String[] arguments) throws IOException {
    byte[] content = Files.readAllBytes(Path.of(arguments[0]));
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n");
    long bytes = content.length - lines.length;
    OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    java.lang.management.ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Analyzer analyzer = new KoreanAnalyzer()) {
      while (turns.readLine() != null) {
        long processStart = process.getProcessCpuTime();
        long start = thread.getCurrentThreadCpuTime();
        long tokens = analyze(analyzer, lines);
        double seconds = (thread.getCurrentThreadCpuTime() - start) / 1e9;
        double all = (process.getProcessCpuTime() - processStart) / 1e9;
        System.out.println(String.format(Locale.ROOT, "%d %d %.6f %.6f", bytes, tokens, seconds, all));
        System.out.flush();
      }
    }
  }
}
