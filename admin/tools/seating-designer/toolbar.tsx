import { designerWords as words } from '../../../server/contract/words/en/office-designer.ts';
import type { Tool } from './use-board.ts';

const tools: readonly { tool: Tool; name: string; key: string; icon: string }[] = [
  { tool: 'select', name: words.select, key: 'V', icon: 'M5 3l13 8-6 1.500-2.500 6z' },
  { tool: 'row', name: words.row, key: 'R', icon: 'M2 8h5v7H2zM9.500 8h5v7h-5zM17 8h5v7h-5z' },
  { tool: 'aisle', name: words.aisle, key: 'A', icon: 'M2 7h5v9H2zM17 7h5v9h-5zM12 3v3m0 3v3m0 3v3m0 2v1' },
  {
    tool: 'pan',
    name: words.pan,
    key: 'H',
    icon: 'M12 2v20M2 12h20M12 2l-3 3m3-3 3 3M12 22l-3-3m3 3 3-3M2 12l3-3m-3 3 3 3M22 12l-3-3m3 3-3 3',
  },
];

interface ToolbarProps {
  tool: Tool;
  onTool(tool: Tool): void;
  pitch: number;
  onZoom(factor: number): void;
  onFit(): void;
}

/** The tools at the board's edge, and the zoom below them. */
export function Toolbar({ tool, onTool, pitch, onZoom, onFit }: ToolbarProps) {
  return (
    <div className="designer-toolbar" role="toolbar" aria-label={words.tools} aria-orientation="vertical">
      {tools.map(({ tool: each, name, key, icon }) => (
        <button
          key={each}
          type="button"
          aria-pressed={tool === each}
          title={`${name} (${key})`}
          onClick={() => onTool(each)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={icon} />
          </svg>
          {name}
        </button>
      ))}
      <span className="designer-zoom">
        <button type="button" aria-label={words.zoomIn} onClick={() => onZoom(1.25)}>
          +
        </button>
        <output className="figures">{Math.round((pitch / 28) * 100)} %</output>
        <button type="button" aria-label={words.zoomOut} onClick={() => onZoom(0.8)}>
          −
        </button>
        <button type="button" onClick={onFit}>
          {words.fit}
        </button>
      </span>
    </div>
  );
}
