import { BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart, SunburstChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** What the report draws with: a third less than all of ECharts. */
export function drawing() {
  use([BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart, SunburstChart]);
  use([AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);
  return { init };
}
