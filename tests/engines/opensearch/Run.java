import static org.codelibs.opensearch.runner.OpenSearchRunner.newConfigs;

import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node on 127.0.0.1 until it is killed. Arguments: a directory for its data, the port. */
public class Run {
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", arguments[1]);
            settings.put("compatibility.override_main_response_version", true);
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        runner.build(newConfigs().numOfNode(1).basePath(arguments[0]).clusterName("tests"));
        System.out.println("READY");
        Thread.currentThread().join();
    }
}
